using System.Security.Cryptography;

namespace Hotline.Intake.Vault;

/// <summary>
/// AES-256-GCM with a fresh 96-bit nonce and a 128-bit tag, stored as nonce, ciphertext, tag. The associated
/// data says where the value belongs: moved elsewhere it does not open.
/// </summary>
public static class Sealing
{
    /// <summary>The name that sealed data bears.</summary>
    public const string Algorithm = "A256GCM";

    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Seals under a fresh random nonce. One key seals far fewer than 2^32 values: each appeal has its own.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="plain">What to seal; the caller clears it.</param>
    /// <param name="associatedData">Where the value belongs; needed again to open it.</param>
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

    /// <summary>Opens a sealed value.</summary>
    /// <exception cref="AuthenticationTagMismatchException">The value was changed, belongs elsewhere, or the key is another.</exception>
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
