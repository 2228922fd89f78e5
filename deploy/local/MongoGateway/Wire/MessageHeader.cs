using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hotline.MongoGateway.Wire;

/// <summary>The 16 bytes in front of every message.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MessageHeader(int Length, int RequestId, int ResponseTo, int OpCode)
{
    public const int Size = 16;

    /// <summary>What hello promises as maxMessageSizeBytes; a longer claim ends the connection before a byte is kept.</summary>
    public const int MaxLength = 48_000_000;

    public static MessageHeader Read(ReadOnlySpan<byte> bytes)
    {
        var header = new MessageHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]));
        if (header.Length < Size)
        {
            throw new ProtocolException($"message length {header.Length} is shorter than its header");
        }

        if (header.Length > MaxLength)
        {
            throw new ProtocolException($"message length {header.Length} is above {MaxLength}");
        }

        return header;
    }

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, Length);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], RequestId);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], ResponseTo);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], OpCode);
    }
}
