using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Configuration;

/// <summary>Where the mounted secrets lie.</summary>
public sealed class SecretsOptions
{
    public const string Section = "Hotline:Secrets";

    [System.ComponentModel.DataAnnotations.Required]
    public string Directory { get; set; } = "";
}

/// <summary>Keys that the three services share or hold alone, read from mounted files and never logged.</summary>
public sealed class Secrets(IOptions<SecretsOptions> options)
{
    private readonly ConcurrentDictionary<string, byte[]> _derived = new();

    /// <summary>A 32-byte key kept as base64 in a file.</summary>
    public byte[] Read(string file)
    {
        var key = Convert.FromBase64String(File.ReadAllText(Path.Combine(options.Value.Directory, file)).Trim());
        return key.Length == 32 ? key : throw new InvalidOperationException($"The secret {file} must hold 32 bytes.");
    }

    /// <summary>A key for one purpose, derived from token.key: tokens and hashes never share one.</summary>
    public byte[] Derive(string purpose) => _derived.GetOrAdd(purpose, name =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Read("token.key"), 32, info: Encoding.UTF8.GetBytes("hotline/" + name)));
}
