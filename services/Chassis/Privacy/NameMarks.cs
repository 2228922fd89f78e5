using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Hotline.Chassis.Configuration;

namespace Hotline.Chassis.Privacy;

/// <summary>
/// Finds a claimant's name in a text without knowing it: a mark is the length of the name and its hash under a key of the ticket, which
/// derives from a mounted key. Who has the marks alone cannot try names; the same name has other marks on every ticket.
/// docs/adr/0016 says why. The cost grows with the text and no faster: one hash for each character and each length.
/// </summary>
public sealed class NameMarks(LiveKeys keys)
{
    /// <summary>What the key is for: the files names.key and names.previous.key.</summary>
    public const string Purpose = "names";

    private const string Hidden = "***";
    private const int HashLength = 16;

    /// <summary>The marks of a name; none for a name that may not be taken out of a text, as 市民 or 李各庄.</summary>
    /// <param name="ticketNumber">The ticket to which they are bound.</param>
    /// <param name="name">As the claimant gave it.</param>
    public IReadOnlyList<string> Of(string ticketNumber, string name)
    {
        using var hash = HashOf(keys.Current, ticketNumber);
        return
        [
            .. OwnNames.Of(name).Select(called => $"{keys.Current.Kid}.{called.Length}.{Convert.ToHexStringLower(Hash(hash, called))}"),
        ];
    }

    /// <summary>A text as it may be stored: without the marked name, and without what looks personal (<see cref="Masker"/>).</summary>
    /// <param name="text">The text.</param>
    /// <param name="ticketNumber">The ticket to which the marks are bound.</param>
    /// <param name="marks">As <see cref="Of"/> made them.</param>
    /// <param name="leavesNothing">Not even the surname remains: who is complained about may read it.</param>
    /// <exception cref="InvalidOperationException">The key of the marks is not mounted: the text must not be stored.</exception>
    public string Mask(string text, string ticketNumber, IReadOnlyList<string> marks, bool leavesNothing)
    {
        // First: a character that cannot be seen would hide the name from its mark, and be gone from the text that is stored.
        text = Unseen.TakenOut(text);
        foreach (var ofKey in marks.Select(Mark.Parse).GroupBy(mark => mark.Kid))
        {
            using var hash = HashOf(Find(ofKey.Key), ticketNumber);
            text = Without(text, hash, [.. ofKey.OrderByDescending(mark => mark.Length)], leavesNothing);
        }

        return Masker.Mask(text);
    }

    private static string Without(string text, IncrementalHash hash, Mark[] marks, bool leavesNothing)
    {
        StringBuilder? shown = null;
        var kept = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (LengthAt(text, at, hash, marks) is var length and > 0)
            {
                shown ??= new StringBuilder(text.Length);
                shown.Append(text, kept, at - kept).Append(leavesNothing ? Hidden : Masker.Name(text.Substring(at, length)));
                kept = at + length;
                at = kept - 1;
            }
        }

        return shown is null ? text : shown.Append(text, kept, text.Length - kept).ToString();
    }

    /// <summary>Characters of the name at a place; zero when none begins there.</summary>
    private static int LengthAt(string text, int at, IncrementalHash hash, Mark[] marks)
    {
        Span<byte> found = stackalloc byte[HashLength];
        var hashed = 0;
        foreach (var mark in marks)
        {
            var end = at + mark.Length;
            if (end > text.Length || !IsLetter(text[at]) || !IsLetter(text[end - 1]))
            {
                continue;
            }

            if (hashed != mark.Length)
            {
                Hash(hash, text.AsSpan(at, mark.Length), found);
                hashed = mark.Length;
            }

            if (found.SequenceEqual(mark.Hash))
            {
                return mark.Length;
            }
        }

        return 0;
    }

    private static bool IsLetter(char c) => char.IsLetter(c) || char.IsSurrogate(c);

    private MountedKey Find(string kid) => keys.All.FirstOrDefault(key => key.Kid == kid)
        ?? throw new InvalidOperationException($"The key {kid} of the names is not mounted.");

    private static IncrementalHash HashOf(MountedKey key, string ticketNumber) => IncrementalHash.CreateHMAC(
        HashAlgorithmName.SHA256, HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes(ticketNumber)));

    private static byte[] Hash(IncrementalHash hash, string called)
    {
        var found = new byte[HashLength];
        Hash(hash, called, found);
        return found;
    }

    private static void Hash(IncrementalHash hash, ReadOnlySpan<char> called, Span<byte> found)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hash.AppendData(MemoryMarshal.AsBytes(called));
        hash.GetHashAndReset(whole);
        whole[..HashLength].CopyTo(found);
    }

    private sealed record Mark(string Kid, int Length, byte[] Hash)
    {
        public static Mark Parse(string mark)
        {
            var parts = mark.Split('.');
            return new(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), Convert.FromHexString(parts[2]));
        }
    }
}
