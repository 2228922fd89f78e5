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
        var text = new StringBuilder();
        Part(text, fact.PrevHash);
        Part(text, fact.Ticket);
        Part(text, fact.V.ToString(CultureInfo.InvariantCulture));
        Part(text, fact.Type);
        Part(text, fact.RequestKey);
        Part(text, fact.BodyHash ?? "");
        Part(text, fact.Actor.Subject);
        Part(text, fact.Actor.Role.ToString());
        Part(text, fact.Actor.UnitId);
        Part(text, Instant(fact.OccurredAt));
        Part(text, Instant(fact.RecordedAt));
        foreach (var (key, value) in fact.Details.OrderBy(detail => detail.Key, StringComparer.Ordinal))
        {
            Part(text, key);
            Part(text, value);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
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

    private static void Part(StringBuilder text, string part) =>
        text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part};");
}
