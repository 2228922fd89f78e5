using System.Security.Cryptography;
using Hotline.Chassis.Configuration;

namespace Hotline.Intake.Vault;

/// <summary>A key-encryption key and the id that sealed data names it by.</summary>
public sealed class VaultKey
{
    private readonly byte[] _key;

    /// <summary>Takes a key of 32 bytes.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public VaultKey(byte[] key)
    {
        _key = key.Length == Sealing.KeyLength ? key : throw new ArgumentException("A vault key has 32 bytes.", nameof(key));
        Kid = Convert.ToHexStringLower(Derive("kid", 4));
    }

    /// <summary>Derived from the key: eight hexadecimal digits, the same wherever the key is mounted.</summary>
    public string Kid { get; }

    public ReadOnlySpan<byte> Bytes => _key;

    /// <summary>A key of its own for another purpose; the same key never seals and hashes.</summary>
    public byte[] Derive(string purpose, int length = Sealing.KeyLength) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, length, info: System.Text.Encoding.UTF8.GetBytes("hotline/vault/" + purpose));
}

/// <summary>
/// The key that seals now, and all that still open. Rotation adds a key and rewraps data keys: the sealed fields
/// themselves are not touched.
/// </summary>
public sealed class KeyRing
{
    private readonly Dictionary<string, VaultKey> _byKid;

    public KeyRing(VaultKey current, params IEnumerable<VaultKey> older)
    {
        Current = current;
        _byKid = older.Append(current).DistinctBy(key => key.Kid).ToDictionary(key => key.Kid);
    }

    /// <summary>The key that seals.</summary>
    public VaultKey Current { get; }

    /// <summary>The key that sealed something.</summary>
    /// <exception cref="InvalidOperationException">It is not mounted: what it sealed cannot be opened here.</exception>
    public VaultKey Find(string kid) =>
        _byKid.TryGetValue(kid, out var key) ? key : throw new InvalidOperationException($"The vault key {kid} is not mounted.");

    /// <summary>vault.key seals; every other file named vault.*.key only opens.</summary>
    /// <exception cref="InvalidOperationException">A file does not hold 32 bytes.</exception>
    /// <exception cref="FormatException">A file is not base64.</exception>
    /// <exception cref="IOException">The folder or vault.key is missing.</exception>
    public static KeyRing Load(Secrets secrets, string directory)
    {
        var older = Directory.EnumerateFiles(directory, "vault.*.key").Select(file => new VaultKey(secrets.Read(Path.GetFileName(file))));
        return new KeyRing(new VaultKey(secrets.Read("vault.key")), older);
    }
}
