using System.Security.Cryptography;
using System.Text;

namespace Hotline.Cli.Platform;

/// <summary>A short mark of what a process was started with: another mark means that it must be restarted.</summary>
public static class Fingerprint
{
    public static string Of(params IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..16];

    public static string File(string pathInRepository) => System.IO.File.ReadAllText(Repository.At(pathInRepository));
}
