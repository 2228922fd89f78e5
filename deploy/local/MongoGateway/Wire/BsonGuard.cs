using System.Buffers.Binary;
using System.Text.Unicode;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Wire;

/// <summary>
/// Walks a document once and refuses what is not BSON. The engine takes bytes as they are, inside the server process:
/// what reaches it must be sound.
/// </summary>
public static class BsonGuard
{
    /// <summary>As in MongoDB, deeper nesting is refused.</summary>
    public const int MaxDepth = 200;

    private const int SmallestDocument = 5;

    /// <summary>Checks the document at the start of <paramref name="bytes"/> and returns its length.</summary>
    public static int Check(ReadOnlySpan<byte> bytes) => Document(bytes, 0);

    private static int Document(ReadOnlySpan<byte> bytes, int depth)
    {
        Require(depth <= MaxDepth, "nesting is too deep");
        var length = Length(bytes, SmallestDocument);
        Require(bytes[length - 1] == 0, "a document does not end with zero");
        var body = bytes[4..(length - 1)];
        while (!body.IsEmpty)
        {
            var nameEnd = body[1..].IndexOf((byte)0);
            Require(nameEnd >= 0, "a field name does not end");
            Require(Utf8.IsValid(body.Slice(1, nameEnd)), "a field name is not UTF-8");
            var value = body[(nameEnd + 2)..];
            body = value[Value((BsonType)body[0], value, depth)..];
        }

        return length;
    }

    private static int Value(BsonType type, ReadOnlySpan<byte> value, int depth)
    {
        var size = type switch
        {
            BsonType.Double or BsonType.DateTime or BsonType.Timestamp or BsonType.Int64 => 8,
            BsonType.String or BsonType.JavaScript or BsonType.Symbol => Text(value),
            BsonType.Document or BsonType.Array => Document(value, depth + 1),
            BsonType.Binary => Binary(value),
            BsonType.Undefined or BsonType.Null or BsonType.MinKey or BsonType.MaxKey => 0,
            BsonType.ObjectId => 12,
            BsonType.Boolean => 1,
            BsonType.RegularExpression => TwoNames(value),
            (BsonType)0x0C => Text(value) + 12, // DBPointer, long deprecated
            BsonType.JavaScriptWithScope => Scope(value, depth),
            BsonType.Int32 => 4,
            BsonType.Decimal128 => 16,
            _ => throw new MalformedBsonException($"unknown BSON type {(int)type}"),
        };
        Require(size <= value.Length, "a value is cut short");
        Require(type != BsonType.Boolean || value[0] <= 1, "a boolean is neither 0 nor 1");
        return size;
    }

    private static int Text(ReadOnlySpan<byte> value)
    {
        Require(value.Length >= 4, "a string is cut short");
        var length = BinaryPrimitives.ReadInt32LittleEndian(value);
        Require(length >= 1 && length <= value.Length - 4, "the length of a string is wrong");
        var text = value.Slice(4, length);
        Require(text[^1] == 0, "a string does not end with zero");
        Require(Utf8.IsValid(text), "a string is not UTF-8");
        return 4 + length;
    }

    private static int Binary(ReadOnlySpan<byte> value)
    {
        Require(value.Length >= 5, "a binary is cut short");
        var length = BinaryPrimitives.ReadInt32LittleEndian(value);
        Require(length >= 0 && length <= value.Length - 5, "the length of a binary is wrong");
        return 5 + length;
    }

    private static int TwoNames(ReadOnlySpan<byte> value)
    {
        var first = value.IndexOf((byte)0);
        Require(first >= 0, "a regular expression does not end");
        var second = value[(first + 1)..].IndexOf((byte)0);
        Require(second >= 0, "the options of a regular expression do not end");
        Require(Utf8.IsValid(value[..(first + 1 + second)]), "a regular expression is not UTF-8");
        return first + second + 2;
    }

    private static int Scope(ReadOnlySpan<byte> value, int depth)
    {
        var length = Length(value, SmallestDocument + 9);
        var text = Text(value[4..length]);
        var scope = Document(value[(4 + text)..length], depth + 1);
        Require(4 + text + scope == length, "code with scope has the wrong length");
        return length;
    }

    private static int Length(ReadOnlySpan<byte> bytes, int smallest)
    {
        Require(bytes.Length >= smallest, "a document is cut short");
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        Require(length >= smallest && length <= bytes.Length, "the length of a document is wrong");
        return length;
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new MalformedBsonException(problem);
        }
    }
}
