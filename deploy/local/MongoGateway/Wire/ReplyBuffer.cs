using System.Buffers;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace Hotline.MongoGateway.Wire;

/// <summary>
/// Where a reply is built: room for the header in front, one document behind it. A connection has one and
/// reuses it; after an unusually large reply it falls back to its usual size.
/// </summary>
public sealed class ReplyBuffer : IDisposable
{
    private const int UsualSize = 4096;

    // The longest prefix is that of OP_REPLY: header, flags, cursor id, two counts.
    private const int Prefix = MessageHeader.Size + 20;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(UsualSize);
    private int _length;

    public ReadOnlyMemory<byte> Document => _bytes.AsMemory(Prefix, _length);

    /// <summary>Room for a document of <paramref name="length"/> bytes, to be filled by the caller.</summary>
    public Span<byte> Take(int length)
    {
        if (_bytes.Length < Prefix + length)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = ArrayPool<byte>.Shared.Rent(Prefix + length);
        }

        _length = length;
        return _bytes.AsSpan(Prefix, length);
    }

    /// <summary>The same room as an array, for readers that do not take spans.</summary>
    public (byte[] Bytes, int Offset) TakeArray(int length)
    {
        Take(length);
        return (_bytes, Prefix);
    }

    public Span<byte> Written => _bytes.AsSpan(Prefix, _length);

    public void Put(ReadOnlySpan<byte> document) => document.CopyTo(Take(document.Length));

    public void Put(BsonDocument document)
    {
        using var stream = new MemoryStream();
        using (var writer = new BsonBinaryWriter(stream))
        {
            BsonDocumentSerializer.Instance.Serialize(BsonSerializationContext.CreateRoot(writer), document);
        }

        Put(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>The whole OP_MSG: header, no flags, one section of kind 0.</summary>
    public ReadOnlyMemory<byte> AsMessage(int requestId, int responseTo)
    {
        const int start = Prefix - MessageHeader.Size - 5;
        var message = _bytes.AsMemory(start, MessageHeader.Size + 5 + _length);
        new MessageHeader(message.Length, requestId, responseTo, OpCodes.Message).Write(message.Span);
        message.Span.Slice(MessageHeader.Size, 5).Clear();
        return message;
    }

    /// <summary>The whole OP_REPLY, for the greeting of drivers that still ask by OP_QUERY.</summary>
    public ReadOnlyMemory<byte> AsLegacyReply(int requestId, int responseTo)
    {
        var message = _bytes.AsMemory(0, Prefix + _length);
        new MessageHeader(message.Length, requestId, responseTo, OpCodes.Reply).Write(message.Span);
        var fields = message.Span.Slice(MessageHeader.Size, 20);
        fields.Clear();
        fields[0] = 8; // AwaitCapable
        fields[16] = 1; // one document
        return message;
    }

    public void Shrink()
    {
        if (_bytes.Length > 1 << 18)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = ArrayPool<byte>.Shared.Rent(UsualSize);
            _length = 0;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }
}
