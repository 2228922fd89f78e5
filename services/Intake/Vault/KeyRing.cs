using Hotline.Chassis.Configuration;

namespace Hotline.Intake.Vault;

/// <summary>
/// The key that seals now, and all that still open. Rotation adds a key and rewraps data keys: the sealed fields
/// themselves are not touched.
/// </summary>
public sealed class KeyRing
{
    /// <summary>What the keys are for.</summary>
    public const string Purpose = "vault";

    private readonly Dictionary<string, MountedKey> _byKid;

    public KeyRing(MountedKey current, params IEnumerable<MountedKey> older)
    {
        Current = current;
        _byKid = older.Append(current).DistinctBy(key => key.Kid).ToDictionary(key => key.Kid);
    }

    /// <summary>The key that seals.</summary>
    public MountedKey Current { get; }

    /// <summary>The key that sealed something.</summary>
    /// <exception cref="InvalidOperationException">It is not mounted: what it sealed cannot be opened here.</exception>
    public MountedKey Find(string kid) =>
        _byKid.TryGetValue(kid, out var key) ? key : throw new InvalidOperationException($"The vault key {kid} is not mounted.");

    /// <summary>vault.key seals; every other file named vault.*.key only opens.</summary>
    /// <exception cref="InvalidOperationException">A file does not hold 32 bytes.</exception>
    /// <exception cref="FormatException">A file is not base64.</exception>
    /// <exception cref="IOException">The folder or vault.key is missing.</exception>
    public static KeyRing Load(Secrets secrets, string directory)
    {
        var older = Directory.EnumerateFiles(directory, "vault.*.key").Select(file => Read(Path.GetFileName(file)));
        return new KeyRing(Read("vault.key"), older);

        MountedKey Read(string file) => new(secrets.Read(file), Purpose);
    }
}
