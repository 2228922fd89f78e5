using Microsoft.IdentityModel.Tokens;

namespace Hotline.Chassis.Access;

/// <summary>The public keys that tokens are checked with.</summary>
internal interface IKeySource
{
    /// <param name="isUnknown">A token names a key that the last answer did not hold: perhaps it is new.</param>
    /// <param name="cancel">Ends the question.</param>
    Task<IReadOnlyList<SecurityKey>> GetAsync(bool isUnknown, CancellationToken cancel);
}

/// <summary>A JSON Web Key Set on disk, read again when it changes.</summary>
internal sealed class FileKeySource(string path) : IKeySource
{
    // One reference: calls run side by side, and none may see the time of one file beside the keys of another.
    private volatile KeyFile? _file;

    public async Task<IReadOnlyList<SecurityKey>> GetAsync(bool isUnknown, CancellationToken cancel)
    {
        var written = File.GetLastWriteTimeUtc(path);
        if (_file is not { } file || file.Written != written)
        {
            _file = file = new KeyFile(written, [.. new JsonWebKeySet(await File.ReadAllTextAsync(path, cancel)).GetSigningKeys()]);
        }

        return file.Keys;
    }

    private sealed record KeyFile(DateTime Written, IReadOnlyList<SecurityKey> Keys);
}
