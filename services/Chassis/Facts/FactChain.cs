using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hotline.Chassis.Facts;

/// <summary>
/// The hash chain of a ticket's facts, in order of recording. It covers masked text only, so that erasing a
/// claimant leaves it valid. Each part is written with its length, so that no two facts share one encoding.
/// </summary>
public static class FactChain
{
    public const string Start = "";

    public static string HashOf(Fact fact)
    {
        string[] parts =
        [
            fact.PrevHash, fact.Ticket, $"{fact.V}", fact.Type, fact.RequestKey, fact.BodyHash ?? "",
            fact.Actor.Subject, fact.Actor.Role.ToString(), fact.Actor.UnitId, Instant(fact.OccurredAt), Instant(fact.RecordedAt),
            .. fact.Details.OrderBy(detail => detail.Key, StringComparer.Ordinal).SelectMany(detail => new[] { detail.Key, detail.Value }),
        ];
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part};"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The version of the first fact that does not fit, or null when the chain is whole.</summary>
    public static long? FirstBroken(IEnumerable<Fact> facts)
    {
        var prev = Start;
        long v = 0;
        foreach (var fact in facts)
        {
            v++;
            if (fact.V != v
                || !string.Equals(fact.PrevHash, prev, StringComparison.Ordinal)
                || !string.Equals(fact.Hash, HashOf(fact), StringComparison.Ordinal))
            {
                return v;
            }

            prev = fact.Hash;
        }

        return null;
    }

    private static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
