using System.Security.Cryptography;
using System.Text;

namespace Hotline.Chassis.Configuration;

/// <summary>A mounted key and the id by which stored data names it.</summary>
public sealed class MountedKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = 32;

    private const int KidLength = 4;

    private readonly byte[] _key;

    /// <param name="key">32 bytes.</param>
    /// <param name="purpose">What it is for; the same bytes mounted for another purpose have another id.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public MountedKey(byte[] key, string purpose)
    {
        _key = key.Length == Length ? key : throw new ArgumentException("A key has 32 bytes.", nameof(key));
        var info = Encoding.UTF8.GetBytes($"hotline/{purpose}/kid");
        Kid = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KidLength, info: info));
    }

    /// <summary>Derived from the key: eight hexadecimal digits, the same wherever the key is mounted.</summary>
    public string Kid { get; }

    public ReadOnlySpan<byte> Bytes => _key;
}
