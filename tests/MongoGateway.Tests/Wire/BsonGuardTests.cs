using Hotline.MongoGateway.Wire;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Tests.Wire;

public sealed class BsonGuardTests
{
    private static readonly byte[] Sample = new BsonDocument
    {
        { "text", "诉求" }, { "number", 7 }, { "long", 8L }, { "double", 1.5 }, { "decimal", new BsonDecimal128(3.25m) },
        { "true", true }, { "null", BsonNull.Value }, { "date", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) },
        { "id", new ObjectId("507f1f77bcf86cd799439011") }, { "binary", new BsonBinaryData([1, 2, 3]) },
        { "regex", new BsonRegularExpression("^a", "i") }, { "time", new BsonTimestamp(5, 6) }, { "min", BsonMinKey.Value },
        { "array", new BsonArray { 1, "b", new BsonDocument("c", 3) } },
        { "code", new BsonJavaScriptWithScope("x", new BsonDocument("y", 1)) },
    }.ToBson();

    [Fact]
    public void Accepts_every_type_and_tells_the_length()
    {
        Assert.Equal(Sample.Length, BsonGuard.Check([.. Sample, 1, 2, 3]));
    }

    [Fact]
    public void Steps_through_the_fields_of_what_it_accepted()
    {
        var names = new List<string>();
        var elements = new BsonElements(Sample);
        while (elements.MoveNext())
        {
            names.Add(System.Text.Encoding.UTF8.GetString(elements.Name));
        }

        Assert.Equal(new RawBsonDocument(Sample).Names, names);
    }

    [Fact]
    public void Refuses_a_document_cut_at_any_place()
    {
        for (var length = 0; length < Sample.Length; length++)
        {
            Assert.Throws<MalformedBsonException>(() => BsonGuard.Check(Sample.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Whatever_byte_is_changed_it_either_refuses_or_can_be_stepped_through()
    {
        var random = new Random(20260501);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = Sample.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                BsonGuard.Check(bytes);
            }
            catch (MalformedBsonException)
            {
                continue;
            }

            var elements = new BsonElements(bytes);
            while (elements.MoveNext())
            {
                Assert.True(elements.ValueOffset + elements.Value.Length < bytes.Length);
            }
        }
    }

    [Fact]
    public void Refuses_nesting_without_end()
    {
        Assert.Equal(8 * 150 + 5, BsonGuard.Check(Nested(150)));
        Assert.Throws<MalformedBsonException>(() => BsonGuard.Check(Nested(BsonGuard.MaxDepth + 1)));

        static byte[] Nested(int depth)
        {
            byte[] document = [5, 0, 0, 0, 0];
            for (; depth > 0; depth--)
            {
                document = [.. BitConverter.GetBytes(document.Length + 8), 3, (byte)'a', 0, .. document, 0];
            }

            return document;
        }
    }

    [Fact]
    public void Refuses_text_that_is_not_UTF8()
    {
        var bytes = new BsonDocument("a", "bc").ToBson();
        bytes[^3] = 0xFF;

        Assert.Throws<MalformedBsonException>(() => BsonGuard.Check(bytes));
    }
}
