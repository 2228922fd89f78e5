using Grpc.Core;
using Hotline.Chassis.Errors;
using Hotline.Type.V1;

namespace Hotline.Chassis.Access;

/// <summary>Who calls: what a valid token says, nothing else.</summary>
/// <param name="Subject">The claim sub: stable and unique at the issuer; facts and separation of duty compare it.</param>
/// <param name="Name">The claim name, or the subject when there is none.</param>
/// <param name="Roles">The known roles of the claim role; unknown ones are left out, and SERVICE beside any other.</param>
/// <param name="Units">The claim unit: the units for which the caller acts. Empty sees nothing.</param>
/// <param name="Service">The name of the calling service; null when a person or a partner calls.</param>
public sealed record Caller(string Subject, string Name, IReadOnlyList<Role> Roles, IReadOnlyList<string> Units, string? Service)
{
    /// <summary>The roles; SERVICE only when it stands alone, so that it never widens what a person or a partner sees.</summary>
    public IReadOnlyList<Role> Roles { get; } = Roles.Count > 1 ? [.. Roles.Where(role => role != Role.Service)] : Roles;

    /// <summary>
    /// What the token of a machine may be used for. Not to be confused with <see cref="Access.Scope"/>, the rows that are seen.
    /// </summary>
    public IReadOnlyList<TokenScope> Scopes { get; init; } = [];

    /// <summary>
    /// When the token expires, on the machine's clock; what outlives a call, such as a stream, ends then. Without a token: never.
    /// </summary>
    public DateTimeOffset ValidUntil { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Where the access interceptor leaves the caller in the state of a call.</summary>
    public const string StateKey = "hotline.caller";

    /// <summary>Whether the token carries this role.</summary>
    public bool Has(Role role) => Roles.Contains(role);

    /// <summary>
    /// The actor a fact names: the first of the allowed roles that the caller holds, and its first unit until it is known in
    /// which of them the matter lies.
    /// </summary>
    public Actor As(params ReadOnlySpan<Role> allowed)
    {
        foreach (var role in allowed)
        {
            if (Has(role))
            {
                return new Actor { Subject = Subject, Role = role, UnitId = Units.Count > 0 ? Units[0] : "" };
            }
        }

        return new Actor
        {
            Subject = Subject,
            Role = Roles.Count > 0 ? Roles[0] : Role.Unspecified,
            UnitId = Units.Count > 0 ? Units[0] : "",
        };
    }

    /// <summary>The actor of the suite's own rules and clocks.</summary>
    public static Actor System(string name) => new() { Subject = "system:" + name, Role = Role.Service };
}

/// <summary>Reads the caller of a call.</summary>
public static class CallerExtensions
{
    /// <summary>The caller that the access interceptor let in.</summary>
    /// <exception cref="RefusalException">UNAUTHENTICATED: the call did not pass the access interceptor.</exception>
    public static Caller Caller(this ServerCallContext context) =>
        context.UserState.TryGetValue(Access.Caller.StateKey, out var caller) && caller is Caller known
            ? known
            : throw Refuse.Unauthenticated("No caller.");
}
