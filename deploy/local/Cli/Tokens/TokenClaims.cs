using Hotline.Type.V1;

namespace Hotline.Cli.Tokens;

/// <summary>What a token says of its bearer.</summary>
public sealed record TokenClaims(string Subject, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Units)
{
    /// <summary>Only in tokens that services show one another: intake, routing or tracking.</summary>
    public string? Service { get; init; }

    public TimeSpan Life { get; init; } = TimeSpan.FromHours(12);

    public static IReadOnlyList<string> KnownRoles { get; } =
        [.. Enum.GetValues<Role>().Where(role => role != Role.Unspecified).Select(Claim)];

    /// <summary>The bearer that the words of a command line describe.</summary>
    public static TokenClaims For(IReadOnlyList<string> roles, IReadOnlyList<string> units, string? name = null, string? subject = null, TimeSpan? life = null)
    {
        string[] claimed = [.. roles.Select(RoleClaim).Distinct()];
        if (claimed.Length == 0)
        {
            throw new Problem("A token needs a role.", "No --role was given.", $"Name one of {Readable()}.");
        }

        string[] inside = units.Count == 0 ? [DistrictCentre] : [.. units];
        // The same person every time: repeating a request with a fresh token is still a repeat.
        var defaultSubject = $"dev-{string.Join('+', claimed).ToLowerInvariant().Replace('_', '-')}-{string.Join('+', inside)}";
        return new TokenClaims(subject ?? defaultSubject, name ?? defaultSubject, claimed, inside)
        {
            Life = life ?? TimeSpan.FromHours(12),
        };
    }

    public static TokenClaims ForService(string service) =>
        new($"service:{service}", service, [Claim(Role.Service)], []) { Service = service, Life = TimeSpan.FromDays(30) };

    /// <summary>The unit of someone who acts for the whole district.</summary>
    public const string DistrictCentre = "110118";

    private static string RoleClaim(string word)
    {
        var claim = word.Trim().ToUpperInvariant().Replace('-', '_');
        return KnownRoles.Contains(claim)
            ? claim
            : throw new Problem($"'{word}' is not a role.", "A token carries roles of the suite only.", $"Name one of {Readable()}.");
    }

    private static string Claim(Role role) => string.Concat(role.ToString().Select((letter, at) =>
        at > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));

    private static string Readable() => string.Join(", ", KnownRoles.Select(role => role.ToLowerInvariant().Replace('_', '-')));
}
