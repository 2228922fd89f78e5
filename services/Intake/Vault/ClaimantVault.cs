using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Hotline.Type.V1;

namespace Hotline.Intake.Vault;

/// <summary>Seals and opens claimants, and their appeals as they were said.</summary>
public sealed class ClaimantVault(KeyRing ring)
{
    private const int Schema = 1;

    /// <summary>Seals a claimant and the words under one data key of their own.</summary>
    /// <param name="ticket">The id of the ticket, to which the sealed data is bound.</param>
    /// <param name="claimant">The data in the clear; empty fields are left out.</param>
    /// <param name="words">The appeal as it was said.</param>
    public SealedClaimant Seal(string ticket, ClaimantData claimant, AppealWords words)
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
                Words = SealBytes(dataKey, ticket, "words", words.ToByteArray()),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Opens the claimant that <see cref="Seal"/> sealed.</summary>
    /// <param name="ticket">The id of the same ticket.</param>
    /// <param name="claimant">The sealed data.</param>
    /// <exception cref="InvalidOperationException">The key-encryption key is not mounted.</exception>
    /// <exception cref="AuthenticationTagMismatchException">The data was changed, or belongs to another ticket.</exception>
    public ClaimantData Open(string ticket, SealedClaimant claimant)
    {
        var dataKey = DataKey(ticket, claimant);
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

    /// <summary>Opens the words that <see cref="Seal"/> sealed.</summary>
    /// <inheritdoc cref="Open" path="/param|/exception"/>
    public AppealWords OpenWords(string ticket, SealedClaimant claimant)
    {
        var dataKey = DataKey(ticket, claimant);
        try
        {
            return OpenBytes(dataKey, ticket, "words", claimant.Schema, claimant.Words, AppealWords.Parser.ParseFrom) ?? new();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    private byte[] DataKey(string ticket, SealedClaimant claimant) =>
        Sealing.Open(ring.Find(claimant.Kid).Bytes, claimant.Key, AssociatedData(ticket, "key", claimant.Schema));

    private static byte[]? SealField(ReadOnlySpan<byte> dataKey, string ticket, string field, string value) =>
        SealBytes(dataKey, ticket, field, Encoding.UTF8.GetBytes(value));

    private static byte[]? SealBytes(ReadOnlySpan<byte> dataKey, string ticket, string field, byte[] plain)
    {
        try
        {
            return plain.Length == 0 ? null : Sealing.Seal(dataKey, plain, AssociatedData(ticket, field, Schema));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static string OpenField(byte[] dataKey, string ticket, string field, int schema, byte[]? box) =>
        OpenBytes(dataKey, ticket, field, schema, box, Encoding.UTF8.GetString) ?? "";

    private static T? OpenBytes<T>(byte[] dataKey, string ticket, string field, int schema, byte[]? box, Func<byte[], T> read)
        where T : class
    {
        if (box is null)
        {
            return null;
        }

        var plain = Sealing.Open(dataKey, box, AssociatedData(ticket, field, schema));
        try
        {
            return read(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[] AssociatedData(string ticket, string field, int schema) =>
        Encoding.UTF8.GetBytes($"appeals|{ticket}|{field}|{schema}");
}
