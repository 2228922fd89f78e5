using System.Security.Cryptography;
using System.Text;
using Hotline.Intake.Vault;

namespace Hotline.Intake.Callers;

/// <summary>Makes the record of a caller, and opens its number again.</summary>
public sealed class CallerMaker(PhoneIndex index, KeyRing ring)
{
    private const int Schema = 1;

    /// <summary>A reference that nothing can be derived from.</summary>
    public static string NewReference() => Guid.NewGuid().ToString("N");

    /// <summary>A number's record under a fresh reference.</summary>
    /// <param name="normal">The number in its normal form.</param>
    public CallerRecord Make(string normal)
    {
        var reference = NewReference();
        var plain = Encoding.UTF8.GetBytes(normal);
        try
        {
            return new()
            {
                Reference = reference,
                Index = index.EntriesOf(normal),
                Kids = index.Kids,
                Phone = Sealing.Seal(ring.Current.Bytes, plain, AssociatedData(reference)),
                PhoneKid = ring.Current.Kid,
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>The same caller with its entries under the keys that are live now.</summary>
    /// <exception cref="InvalidOperationException">The key that sealed the number is not mounted.</exception>
    /// <exception cref="AuthenticationTagMismatchException">The record was changed.</exception>
    public CallerRecord Reindex(CallerRecord caller)
    {
        var plain = Sealing.Open(ring.Find(caller.PhoneKid).Bytes, caller.Phone, AssociatedData(caller.Reference));
        try
        {
            return caller with { Index = index.EntriesOf(Encoding.UTF8.GetString(plain)), Kids = index.Kids };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[] AssociatedData(string reference) => Encoding.UTF8.GetBytes($"callers|{reference}|phone|{Schema}");
}
