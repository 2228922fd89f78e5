using System.Buffers.Binary;
using System.Text;

namespace Hotline.MongoGateway.Wire;

/// <summary>What a message carries: the command document and, at most, one sequence of documents beside it.</summary>
public readonly record struct MessageBody(
    ReadOnlyMemory<byte> Command, string? SequenceName, ReadOnlyMemory<byte> Sequence, bool MoreToCome)
{
    private const int ChecksumPresent = 1;
    private const int MoreToComeFlag = 2;
    private const int ExhaustAllowed = 1 << 16;

    // The lower 16 bits are required: one that is not understood must be refused. The upper ones are optional.
    private const int RequiredFlags = 0xFFFF;

    /// <summary>Reads an OP_MSG; <paramref name="frame"/> is the whole message with its header.</summary>
    public static MessageBody ReadMessage(ReadOnlyMemory<byte> frame)
    {
        var span = frame.Span;
        Require(span.Length >= MessageHeader.Size + 5, "an OP_MSG without a section");
        var flags = BinaryPrimitives.ReadInt32LittleEndian(span[MessageHeader.Size..]);
        var unknown = flags & RequiredFlags & ~(ChecksumPresent | MoreToComeFlag | ExhaustAllowed);
        Require(unknown == 0, $"unknown required flags {unknown:x}");
        var end = span.Length;
        if ((flags & ChecksumPresent) != 0)
        {
            end -= Checksum.Size;
            Require(end >= MessageHeader.Size + 5, "an OP_MSG without a section");
            Require(BinaryPrimitives.ReadUInt32LittleEndian(span[end..]) == Checksum.Of(span[..end]), "the checksum does not match");
        }

        return ReadSections(frame[(MessageHeader.Size + 4)..end], (flags & MoreToComeFlag) != 0);
    }

    /// <summary>Reads the command of an OP_QUERY, which only greets.</summary>
    public static MessageBody ReadQuery(ReadOnlyMemory<byte> frame)
    {
        var rest = frame[MessageHeader.Size..];
        Require(rest.Length > 4, "an OP_QUERY without a name");
        var nameEnd = rest.Span[4..].IndexOf((byte)0);
        Require(nameEnd >= 0 && rest.Length > 4 + nameEnd + 1 + 8, "an OP_QUERY without a command");
        var command = rest[(4 + nameEnd + 1 + 8)..];
        return new MessageBody(command[..BsonGuard.Check(command.Span)], null, default, false);
    }

    private static MessageBody ReadSections(ReadOnlyMemory<byte> rest, bool moreToCome)
    {
        ReadOnlyMemory<byte>? command = null;
        string? name = null;
        ReadOnlyMemory<byte> sequence = default;
        while (!rest.IsEmpty)
        {
            var kind = rest.Span[0];
            rest = rest[1..];
            if (kind == 0)
            {
                Require(command is null, "two command documents");
                var length = BsonGuard.Check(rest.Span);
                command = rest[..length];
                rest = rest[length..];
            }
            else
            {
                Require(kind == 1, $"unknown section kind {kind}");
                Require(name is null, "two document sequences");
                (name, sequence, rest) = ReadSequence(rest);
            }
        }

        return new MessageBody(command ?? throw new ProtocolException("no command document"), name, sequence, moreToCome);
    }

    private static (string Name, ReadOnlyMemory<byte> Documents, ReadOnlyMemory<byte> Left) ReadSequence(ReadOnlyMemory<byte> rest)
    {
        Require(rest.Length >= 5, "a document sequence is cut short");
        var size = BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
        Require(size >= 5 && size <= rest.Length, "the length of a document sequence is wrong");
        var section = rest[4..size];
        var nameEnd = section.Span.IndexOf((byte)0);
        Require(nameEnd > 0, "a document sequence without a name");
        var documents = section[(nameEnd + 1)..];
        for (var left = documents.Span; !left.IsEmpty;)
        {
            left = left[BsonGuard.Check(left)..];
        }

        return (Encoding.UTF8.GetString(section.Span[..nameEnd]), documents, rest[size..]);
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new ProtocolException(problem);
        }
    }
}
