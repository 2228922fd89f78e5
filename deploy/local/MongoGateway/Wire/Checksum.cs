using System.Buffers.Binary;
using System.Numerics;

namespace Hotline.MongoGateway.Wire;

/// <summary>The CRC-32C that may close an OP_MSG.</summary>
public static class Checksum
{
    public const int Size = 4;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
