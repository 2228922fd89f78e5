using System.Security.Cryptography;
using System.Text;

namespace Hotline.Intake.Vault;

/// <summary>Seals and opens claimants.</summary>
public sealed class ClaimantVault(KeyRing ring)
{
    private const int Schema = 1;

    /// <summary>Seals a claimant under a data key of its own.</summary>
    /// <param name="ticket">The id of the ticket, to which the sealed data is bound.</param>
    /// <param name="claimant">The data in the clear; empty fields are left out.</param>
    public SealedClaimant Seal(string ticket, ClaimantData claimant)
    {
        Span<byte> dataKey = stackalloc byte[Sealing.KeyLength];
        RandomNumberGenerator.Fill(dataKey);
        try
        {
            return new SealedClaimant
            {
                Schema = Schema,
                Algorithm = Sealing.Algorithm,
                Kid = ring.Current.Kid,
                Key = Sealing.Seal(ring.Current.Bytes, dataKey, AssociatedData(ticket, "key", Schema)),
                Name = SealField(dataKey, ticket, "name", claimant.Name),
                CallerPhone = SealField(dataKey, ticket, "callerPhone", claimant.CallerPhone),
                ContactPhone = SealField(dataKey, ticket, "contactPhone", claimant.ContactPhone),
                CompanyName = SealField(dataKey, ticket, "companyName", claimant.CompanyName),
                AddressDetail = SealField(dataKey, ticket, "addressDetail", claimant.AddressDetail),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Opens what <see cref="Seal"/> sealed.</summary>
    /// <param name="ticket">The id of the same ticket.</param>
    /// <param name="claimant">The sealed data.</param>
    /// <exception cref="InvalidOperationException">The key-encryption key is not mounted.</exception>
    /// <exception cref="AuthenticationTagMismatchException">The data was changed, or belongs to another ticket.</exception>
    public ClaimantData Open(string ticket, SealedClaimant claimant)
    {
        var dataKey = Sealing.Open(ring.Find(claimant.Kid).Bytes, claimant.Key, AssociatedData(ticket, "key", claimant.Schema));
        try
        {
            return new ClaimantData(
                OpenField(dataKey, ticket, "name", claimant.Schema, claimant.Name),
                OpenField(dataKey, ticket, "callerPhone", claimant.Schema, claimant.CallerPhone),
                OpenField(dataKey, ticket, "contactPhone", claimant.Schema, claimant.ContactPhone),
                OpenField(dataKey, ticket, "companyName", claimant.Schema, claimant.CompanyName),
                OpenField(dataKey, ticket, "addressDetail", claimant.Schema, claimant.AddressDetail));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    private static byte[]? SealField(ReadOnlySpan<byte> dataKey, string ticket, string field, string value)
    {
        if (value.Length == 0)
        {
            return null;
        }

        var plain = Encoding.UTF8.GetBytes(value);
        try
        {
            return Sealing.Seal(dataKey, plain, AssociatedData(ticket, field, Schema));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static string OpenField(byte[] dataKey, string ticket, string field, int schema, byte[]? box)
    {
        if (box is null)
        {
            return "";
        }

        var plain = Sealing.Open(dataKey, box, AssociatedData(ticket, field, schema));
        try
        {
            return Encoding.UTF8.GetString(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[] AssociatedData(string ticket, string field, int schema) =>
        Encoding.UTF8.GetBytes($"appeals|{ticket}|{field}|{schema}");
}
