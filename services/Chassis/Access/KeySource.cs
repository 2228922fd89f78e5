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
internal sealed class KeysInFile(string path) : IKeySource
{
    private (DateTime Written, IReadOnlyList<SecurityKey> Keys) _file;

    public async Task<IReadOnlyList<SecurityKey>> GetAsync(bool isUnknown, CancellationToken cancel)
    {
        var written = File.GetLastWriteTimeUtc(path);
        if (_file.Keys is null || _file.Written != written)
        {
            _file = (written, [.. new JsonWebKeySet(await File.ReadAllTextAsync(path, cancel)).GetSigningKeys()]);
        }

        return _file.Keys;
    }
}
