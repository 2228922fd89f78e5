using Hotline.MongoGateway.Tests.Platform;
using Hotline.MongoGateway.Wire;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Hotline.MongoGateway.Tests.Wire;

/// <summary>The cutting and sealing of messages, without a server.</summary>
public sealed class FramingTests
{
    private static readonly BsonDocument Command = new() { { "insert", "c" }, { "$db", "d" } };

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(15)]
    [InlineData(MessageHeader.MaxLength + 1)]
    public void A_header_with_an_impossible_length_is_refused(int length)
    {
        Assert.Throws<ProtocolException>(() => MessageHeader.Read(RawClient.Frame(OpCodes.Message, [], length)));
    }

    [Fact]
    public void A_header_reads_back_as_it_was_written()
    {
        var bytes = new byte[MessageHeader.Size];
        var header = new MessageHeader(1234, 5, 6, OpCodes.Message);
        header.Write(bytes);

        Assert.Equal(header, MessageHeader.Read(bytes));
    }

    [Fact]
    public void Both_sections_come_out_as_they_went_in()
    {
        BsonDocument[] documents = [new("_id", 1), new("_id", 2)];
        var body = MessageBody.ReadMessage(RawClient.Message(Command, 2, "documents", documents));

        Assert.Equal(Command.ToBson(), body.Command.ToArray());
        Assert.Equal("documents", body.SequenceName);
        Assert.Equal(documents.SelectMany(d => d.ToBson()), body.Sequence.ToArray());
        Assert.True(body.MoreToCome);
    }

    [Fact]
    public void Two_commands_in_one_message_are_refused()
    {
        byte[] body = [0, 0, 0, 0, 0, .. Command.ToBson(), 0, .. Command.ToBson()];

        Assert.Throws<ProtocolException>(() => MessageBody.ReadMessage(RawClient.Frame(OpCodes.Message, body)));
    }

    [Fact]
    public void Whatever_byte_of_a_message_is_changed_nothing_but_a_refusal_comes_of_it()
    {
        var message = RawClient.Message(Command, 0, "documents", new BsonDocument { { "_id", 1 }, { "text", "abc" } });
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = message.ToArray();
            bytes[random.Next(MessageHeader.Size, bytes.Length)] = (byte)random.Next(256);
            try
            {
                MessageBody.ReadMessage(bytes);
            }
            catch (Exception refusal) when (refusal is ProtocolException or MalformedBsonException)
            {
                // refused, as it should be
            }
        }
    }

    [Fact]
    public void The_checksum_is_CRC_32C()
    {
        Assert.Equal(0xE3069283u, Checksum.Of("123456789"u8));
        Assert.Equal(0x22620404u, Checksum.Of("The quick brown fox jumps over the lazy dog"u8));
    }

    [Fact]
    public void A_reply_grows_with_its_document_and_carries_it_whole()
    {
        using var reply = new ReplyBuffer();
        var document = new BsonDocument("pad", new string('x', 100_000));
        reply.Put(document);
        var message = reply.AsMessage(3, 9);

        Assert.Equal(new MessageHeader(message.Length, 3, 9, OpCodes.Message), MessageHeader.Read(message.Span));
        Assert.Equal(document, BsonSerializer.Deserialize<BsonDocument>(message[21..].ToArray()));
    }

    [Fact]
    public void A_table_of_names_finds_what_it_holds_and_nothing_else()
    {
        var table = new Utf8Table<int>(new Dictionary<string, int> { ["find"] = 1, ["ping"] = 2, ["诉求"] = 3 });

        Assert.True(table.TryGet("ping"u8, out var found));
        Assert.Equal(2, found);
        Assert.True(table.TryGet("诉求"u8, out found));
        Assert.Equal(3, found);
        Assert.False(table.TryGet("pong"u8, out _));
        Assert.False(table.TryGet("a longer name than any"u8, out _));
    }
}
