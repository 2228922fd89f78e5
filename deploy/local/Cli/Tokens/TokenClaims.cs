using Hotline.Type.V1;

namespace Hotline.Cli.Tokens;

/// <summary>What a token says of its bearer.</summary>
public sealed record TokenClaims(string Subject, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Units)
{
    /// <summary>What a machine's token may be used for; people need none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Only in tokens that services show one another: intake, routing or tracking.</summary>
    public string? Service { get; init; }

    /// <summary>How long the token is valid; default 12 hours.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromHours(12);

    /// <summary>As in the claim role.</summary>
    public static IReadOnlyList<string> KnownRoles { get; } =
        [.. Enum.GetValues<Role>().Where(role => role != Role.Unspecified).Select(WireName.Of)];

    /// <summary>As in the claim scope.</summary>
    public static IReadOnlyList<string> KnownScopes { get; } =
        [.. Enum.GetValues<TokenScope>().Where(scope => scope != TokenScope.Unspecified).Select(WireName.Claim)];

    private const string Administrator = "ADMIN";

    private static readonly string[] Machines = [WireName.Of(Role.Partner), WireName.Of(Role.Service)];

    /// <summary>The bearer that the words of a command line describe.</summary>
    public static TokenClaims For(
        IReadOnlyList<string> roles,
        IReadOnlyList<string> units,
        string? name = null,
        string? subject = null,
        TimeSpan? life = null,
        IReadOnlyList<string>? scopes = null)
    {
        string[] claimed = [.. roles.Select(RoleClaim).Distinct()];
        if (claimed.Length == 0)
        {
            throw new UserError("A token needs a role.", "No --role was given.", $"Name one of {Readable()}.");
        }

        // An administrator of no unit runs the suite; whoever acts for a unit is not let into operations.
        string[] inside = units.Count > 0 ? [.. units] : claimed is [Administrator] ? [] : [DistrictCentre];
        // The same person every time: repeating a request with a fresh token is still a repeat.
        var who = string.Join('+', claimed).ToLowerInvariant().Replace('_', '-');
        var defaultSubject = $"dev-{who}{(inside.Length > 0 ? "-" : "")}{string.Join('+', inside)}";
        return new TokenClaims(subject ?? defaultSubject, name ?? defaultSubject, claimed, inside)
        {
            Life = life ?? TimeSpan.FromHours(12),
            // A machine's token is good for everything its role may do unless it is told to be good for less.
            Scopes = scopes is { Count: > 0 }
                ? [.. scopes.Select(ScopeClaim).Distinct()]
                : claimed.Any(Machines.Contains) ? KnownScopes : [],
        };
    }

    /// <summary>What a service shows its peers: the scopes of what it asks of them, for 30 days.</summary>
    public static TokenClaims ForService(string service) =>
        new($"service:{service}", service, [WireName.Of(Role.Service)], [])
        {
            Service = service,
            Life = TimeSpan.FromDays(30),
            Scopes = ScopesOf(service),
        };

    // What each asks of its peers, and no more.
    private static string[] ScopesOf(string service) => [.. (service switch
    {
        "intake" => new[] { TokenScope.Operations, TokenScope.DirectoryRead, TokenScope.DispatchRead },
        "tracking" => [TokenScope.Operations, TokenScope.ClaimantsReveal],
        "routing" => [TokenScope.Operations, TokenScope.TicketsRead],
        _ => [TokenScope.Operations],
    }).Select(WireName.Claim)];

    /// <summary>The unit of someone who acts for the whole district.</summary>
    public const string DistrictCentre = "110118";

    private static string RoleClaim(string word)
    {
        var claim = word.Trim().ToUpperInvariant().Replace('-', '_');
        return KnownRoles.Contains(claim)
            ? claim
            : throw new UserError($"'{word}' is not a role.", "A token carries roles of the suite only.", $"Name one of {Readable()}.");
    }

    private static string ScopeClaim(string word) => KnownScopes.Contains(word)
        ? word
        : throw new UserError(
            $"'{word}' is not a scope.", "A token carries scopes of the suite only.", $"Name one of {string.Join(", ", KnownScopes)}.");

    private static string Readable() => string.Join(", ", KnownRoles.Select(role => role.ToLowerInvariant().Replace('_', '-')));
}
