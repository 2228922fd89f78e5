namespace Hotline.Chassis.Configuration;

/// <summary>
/// A key in its live versions: one, and two while it is rotated. The current one makes what is stored from now on; what the previous one
/// made is still recognised.
/// </summary>
/// <param name="Current">The key in use.</param>
/// <param name="Previous">The key before it; null when no rotation is under way.</param>
public sealed record LiveKeys(MountedKey Current, MountedKey? Previous)
{
    /// <summary>All versions, the older first.</summary>
    public IReadOnlyList<MountedKey> All { get; } = Previous is null || Previous.Kid == Current.Kid ? [Current] : [Previous, Current];

    /// <summary>Reads NAME.key and, when it is mounted, NAME.previous.key.</summary>
    /// <param name="secrets">Where they lie.</param>
    /// <param name="name">What they are for.</param>
    /// <exception cref="InvalidOperationException">A file does not hold 32 bytes.</exception>
    /// <exception cref="FormatException">A file is not base64.</exception>
    /// <exception cref="IOException">NAME.key is missing, or a file cannot be read.</exception>
    public static LiveKeys Load(Secrets secrets, string name)
    {
        var previous = $"{name}.previous.key";
        return new(
            new MountedKey(secrets.Read($"{name}.key"), name),
            secrets.Has(previous) ? new MountedKey(secrets.Read(previous), name) : null);
    }
}
