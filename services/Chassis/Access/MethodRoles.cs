using System.Diagnostics.CodeAnalysis;
using Hotline.Type.V1;

namespace Hotline.Chassis.Access;

/// <summary>
/// Which roles may call which method. A method without a row admits no caller; health and reflection alone are open
/// (<see cref="IsOpen"/>).
/// </summary>
public sealed class MethodRoles
{
    /// <summary>Roles that no person holds: they are let in only with the row's scope.</summary>
    private static readonly Role[] Machines = [Role.Partner, Role.Service];

    private readonly Dictionary<string, Row> _rows = [];

    /// <summary>Who is let in, and what a machine's token must be good for.</summary>
    /// <param name="Roles">Any one of them admits.</param>
    /// <param name="Scope">What a machine's token must be good for; unspecified when no machine may call.</param>
    public sealed record Row(IReadOnlyList<Role> Roles, TokenScope Scope)
    {
        /// <summary>It tells of the tickets of all units: a person who acts for one is not let in, whatever his roles.</summary>
        public bool IsAcrossUnits { get; init; }

        /// <summary>Whether the caller holds one of the roles and, as a machine, the scope too.</summary>
        public bool Admits(Caller caller) =>
            Roles.Any(role => caller.Has(role) && (!Machines.Contains(role) || caller.Scopes.Contains(Scope)));
    }

    /// <summary>Adds rows of one service that people alone may call: short method names to roles.</summary>
    /// <exception cref="ArgumentException">A row has no roles, or admits a machine without naming a scope.</exception>
    public MethodRoles Service(string service, params (string Method, Role[] Roles)[] rows) =>
        Service(service, TokenScope.Unspecified, rows);

    /// <summary>Adds rows of one service with the scope that a machine needs for them.</summary>
    /// <exception cref="ArgumentException">A row has no roles, admits a machine without naming a scope, or stands twice.</exception>
    public MethodRoles Service(string service, TokenScope scope, params (string Method, Role[] Roles)[] rows) =>
        Add(service, scope, isAcrossUnits: false, rows);

    /// <summary>Adds rows of one service that tells of the tickets of all units, by the same rules.</summary>
    /// <exception cref="ArgumentException">As for the others.</exception>
    public MethodRoles AcrossUnits(string service, TokenScope scope, params (string Method, Role[] Roles)[] rows) =>
        Add(service, scope, isAcrossUnits: true, rows);

    /// <summary>Finds the row of a method by its full name, such as /hotline.intake.v1.IntakeService/GetAppeal.</summary>
    public bool TryGet(string fullMethod, [MaybeNullWhen(false)] out Row row) => _rows.TryGetValue(fullMethod, out row);

    /// <summary>The full names of all methods that have a row.</summary>
    public IReadOnlyCollection<string> Methods => _rows.Keys;

    /// <summary>Health answers the kubelet, reflection shows public contracts; neither reads a ticket.</summary>
    public static bool IsOpen(string fullMethod) =>
        fullMethod.StartsWith("/grpc.health.v1.Health/", StringComparison.Ordinal)
        || fullMethod.StartsWith("/grpc.reflection.v1.ServerReflection/", StringComparison.Ordinal)
        || fullMethod.StartsWith("/grpc.reflection.v1alpha.ServerReflection/", StringComparison.Ordinal);

    private MethodRoles Add(string service, TokenScope scope, bool isAcrossUnits, (string Method, Role[] Roles)[] rows)
    {
        foreach (var (method, roles) in rows)
        {
            if (roles.Length == 0)
            {
                throw new ArgumentException($"{service}/{method} needs at least one role.", nameof(rows));
            }

            if (scope == TokenScope.Unspecified && roles.Any(Machines.Contains))
            {
                throw new ArgumentException($"{service}/{method} lets machines in and names no scope.", nameof(rows));
            }

            _rows.Add($"/{service}/{method}", new Row(roles, scope) { IsAcrossUnits = isAcrossUnits });
        }

        return this;
    }
}
