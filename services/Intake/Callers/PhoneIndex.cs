using System.Security.Cryptography;
using System.Text;
using Hotline.Chassis.Configuration;

namespace Hotline.Intake.Callers;

/// <summary>
/// Finds the same telephone number however it was typed, without keeping it in the clear: a hash under a key of its own, which is rotated
/// apart from the vault's. While it is rotated every number has two entries. An entry never leaves Intake.
/// </summary>
public sealed class PhoneIndex(LiveKeys keys)
{
    /// <summary>What the key is for: the files index.key and index.previous.key.</summary>
    public const string Purpose = "index";

    /// <summary>The ids of the keys under which a number has its entries, the older first.</summary>
    public IReadOnlyList<string> Kids { get; } = [.. keys.All.Select(key => key.Kid)];

    /// <summary>Whether a previous key is mounted.</summary>
    public bool IsRotating => Kids.Count > 1;

    /// <summary>The entries of a number, one for each live key; equal numbers have equal entries.</summary>
    /// <param name="normal">The number in its normal form (<see cref="PhoneNumber.Normal"/>).</param>
    public IReadOnlyList<string> EntriesOf(string normal)
    {
        var number = Encoding.UTF8.GetBytes(normal);
        return [.. keys.All.Select(key => $"{key.Kid}.{Convert.ToHexStringLower(HMACSHA256.HashData(key.Bytes, number))}")];
    }
}
