using System.Security.Cryptography;

namespace Hotline.Intake.Vault;

/// <summary>
/// AES-256-GCM with a fresh 96-bit nonce and a 128-bit tag, stored as nonce, ciphertext, tag. The associated
/// data says where the value belongs: moved elsewhere it does not open.
/// </summary>
public static class Sealing
{
    public const string Algorithm = "A256GCM";
    public const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associatedData)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        RandomNumberGenerator.Fill(nonce);
        return Seal(key, nonce, plain, associatedData);
    }

    /// <summary>With a given nonce, for known answers only: a nonce must never meet the same key twice.</summary>
    internal static byte[] Seal(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associatedData)
    {
        var box = new byte[NonceLength + plain.Length + TagLength];
        nonce.CopyTo(box);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceLength, plain.Length), box.AsSpan(NonceLength + plain.Length), associatedData);
        return box;
    }

    /// <summary>Throws <see cref="AuthenticationTagMismatchException"/> when anything was changed or moved.</summary>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData)
    {
        if (box.Length < NonceLength + TagLength)
        {
            throw new AuthenticationTagMismatchException("The sealed value is too short.");
        }

        var plain = new byte[box.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(box[..NonceLength], box[NonceLength..^TagLength], box[^TagLength..], plain, associatedData);
        return plain;
    }
}
