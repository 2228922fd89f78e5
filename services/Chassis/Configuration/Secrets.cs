using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Configuration;

/// <summary>Where the mounted secrets lie.</summary>
public sealed class SecretsOptions
{
    /// <summary>The section of the configuration that holds these settings.</summary>
    public const string Section = "Hotline:Secrets";

    /// <summary>
    /// Folder of the mounted secret files. Required. A file that is missing fails the first use of its key, not the start.
    /// </summary>
    [System.ComponentModel.DataAnnotations.Required]
    public string Directory { get; set; } = "";
}

/// <summary>Keys that the three services share or hold alone, read from mounted files and never logged.</summary>
public sealed class Secrets(IOptions<SecretsOptions> options)
{
    private readonly ConcurrentDictionary<string, byte[]> _derived = new();

    /// <summary>Reads a 32-byte key kept as base64 in a file. It reads the file at each call.</summary>
    /// <param name="file">Name of the file in <see cref="SecretsOptions.Directory"/>.</param>
    /// <exception cref="InvalidOperationException">The file does not hold 32 bytes.</exception>
    /// <exception cref="FormatException">The file is not base64.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public byte[] Read(string file)
    {
        var key = Convert.FromBase64String(File.ReadAllText(Path.Combine(options.Value.Directory, file)).Trim());
        return key.Length == 32 ? key : throw new InvalidOperationException($"The secret {file} must hold 32 bytes.");
    }

    /// <summary>Whether a file is mounted.</summary>
    public bool Has(string file) => File.Exists(Path.Combine(options.Value.Directory, file));

    /// <summary>A key for one purpose, derived from token.key: tokens and hashes never share one.</summary>
    /// <param name="purpose">Names the key; another purpose gets another key. All replicas of a service derive the same one.</param>
    /// <exception cref="InvalidOperationException">The file token.key does not hold 32 bytes.</exception>
    public byte[] Derive(string purpose) => _derived.GetOrAdd(purpose, name =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Read("token.key"), 32, info: Encoding.UTF8.GetBytes("hotline/" + name)));
}
