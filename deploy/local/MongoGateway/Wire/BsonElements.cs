using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Wire;

/// <summary>Steps through the fields of one document that <see cref="BsonGuard"/> has checked, without copying a byte.</summary>
public ref struct BsonElements(ReadOnlySpan<byte> document)
{
    private readonly ReadOnlySpan<byte> _document = document;
    private int _position = 4;

    public BsonType Type { get; private set; }

    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Where the value starts in the document, for callers that keep memory and not spans.</summary>
    public int ValueOffset { get; private set; }

    public readonly int AsInt32 => BinaryPrimitives.ReadInt32LittleEndian(Value);

    public readonly string AsString => Encoding.UTF8.GetString(Value[4..^1]);

    public readonly bool IsNumber => Type is BsonType.Int32 or BsonType.Int64 or BsonType.Double;

    public readonly long AsNumber => Type switch
    {
        BsonType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(Value),
        BsonType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(Value),
        BsonType.Double => (long)BinaryPrimitives.ReadDoubleLittleEndian(Value),
        _ => throw new MalformedBsonException("a number was expected"),
    };

    public readonly bool IsTrue => Type switch
    {
        BsonType.Boolean => Value[0] != 0,
        BsonType.Int32 or BsonType.Int64 or BsonType.Double => AsNumber != 0,
        _ => false,
    };

    public bool MoveNext()
    {
        Type = (BsonType)_document[_position];
        if (Type == BsonType.EndOfDocument)
        {
            return false;
        }

        var nameStart = _position + 1;
        var nameLength = _document[nameStart..].IndexOf((byte)0);
        Name = _document.Slice(nameStart, nameLength);
        ValueOffset = nameStart + nameLength + 1;
        Value = _document.Slice(ValueOffset, SizeOf(Type, _document[ValueOffset..]));
        _position = ValueOffset + Value.Length;
        return true;
    }

    private static int SizeOf(BsonType type, ReadOnlySpan<byte> value) => type switch
    {
        BsonType.Double or BsonType.DateTime or BsonType.Timestamp or BsonType.Int64 => 8,
        BsonType.String or BsonType.JavaScript or BsonType.Symbol => 4 + BinaryPrimitives.ReadInt32LittleEndian(value),
        BsonType.Document or BsonType.Array or BsonType.JavaScriptWithScope => BinaryPrimitives.ReadInt32LittleEndian(value),
        BsonType.Binary => 5 + BinaryPrimitives.ReadInt32LittleEndian(value),
        BsonType.ObjectId => 12,
        BsonType.Boolean => 1,
        BsonType.RegularExpression => RegexSize(value),
        BsonType.Int32 => 4,
        BsonType.Decimal128 => 16,
        (BsonType)0x0C => 16 + BinaryPrimitives.ReadInt32LittleEndian(value),
        _ => 0,
    };

    private static int RegexSize(ReadOnlySpan<byte> value)
    {
        var first = value.IndexOf((byte)0) + 1;
        return first + value[first..].IndexOf((byte)0) + 1;
    }
}
