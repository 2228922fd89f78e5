using System.Security.Cryptography;

namespace Hotline.Cli.Tools;

/// <summary>Local secrets: made once at random, readable by their owner only, kept for as long as the instance.</summary>
public static class Secret
{
    /// <summary>Reads a secret, made and stored first when it is not there.</summary>
    /// <param name="file">Where it is; readable by its owner alone.</param>
    /// <param name="make">Makes it.</param>
    public static string Text(string file, Func<string> make)
    {
        if (!File.Exists(file))
        {
            Atomic.Write(file, make(), secret: true);
        }

        return File.ReadAllText(file).Trim();
    }

    /// <summary>32 random bytes in base64: the form in which services read their keys.</summary>
    public static string Key(string file) => Text(file, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
}
