using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Hotline.Chassis.Commands;

/// <summary>
/// The opaque id of an appeal and its ticket, derived from who asked under which request id: the same request
/// meets the same document, which keeps creation idempotent even when the collection is sharded.
/// </summary>
public static partial class TicketId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string From(string subject, string requestId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{subject.Length}:{subject}|{requestId}"));
        return string.Create(26, hash, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var bit = i * 5;
                var pair = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
                text[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }

    /// <summary>The number for people: letters of the district, date, six digits, perhaps a rework suffix.</summary>
    public static bool IsNumber(string text) => NumberForm().IsMatch(text);

    [GeneratedRegex(@"^[A-Z]{2}[0-9]{12}(?:-[0-9]{2})?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberForm();
}
