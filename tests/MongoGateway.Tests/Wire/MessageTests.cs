using System.Buffers.Binary;
using Hotline.MongoGateway.Tests.Platform;
using Hotline.MongoGateway.Wire;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Tests.Wire;

/// <summary>The forms in which a command may arrive.</summary>
[Trait("Category", "Gateway")]
public sealed class MessageTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    private const int ChecksumPresent = 1;
    private const int MoreToCome = 2;
    private const int ExhaustAllowed = 1 << 16;

    private string Database => store.Database.DatabaseNamespace.DatabaseName;

    [GatewayFact]
    public async Task Takes_documents_inside_the_command_or_beside_it()
    {
        using var client = await RawClient.ConnectAsync();
        var inside = await client.RunAsync(Insert("forms", new BsonDocument("_id", 1)));
        var beside = await client.RunAsync(Insert("forms"), 0, "documents", new BsonDocument("_id", 2), new BsonDocument("_id", 3));

        Assert.Equal((1, 2), (inside["n"].ToInt32(), beside["n"].ToInt32()));
    }

    [GatewayFact]
    public async Task Says_nothing_when_more_is_to_come()
    {
        using var client = await RawClient.ConnectAsync();
        await client.SendAsync(RawClient.Message(Insert("silent", new BsonDocument("_id", 1)), MoreToCome));
        var count = await client.RunAsync(new BsonDocument { { "count", "silent" }, { "$db", Database } });

        Assert.Equal(1, count["n"].ToInt32());
    }

    [GatewayFact]
    public async Task Accepts_a_right_checksum_and_closes_on_a_wrong_one()
    {
        using var client = await RawClient.ConnectAsync();
        var body = RawClient.Body(new BsonDocument { { "ping", 1 }, { "$db", "admin" } }, ChecksumPresent, null, []);
        var message = RawClient.Frame(OpCodes.Message, [.. body, 0, 0, 0, 0]);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(message.Length - 4), Checksum.Of(message.AsSpan(0, message.Length - 4)));
        await client.SendAsync(message);
        Assert.Equal(1, (await client.ReceiveAsync())!["ok"].ToInt32());

        message[^1] ^= 0xFF;
        await client.SendAsync(message);
        Assert.True(await client.IsClosedByServerAsync());
    }

    [GatewayFact]
    public async Task Answers_once_when_more_replies_would_be_allowed()
    {
        using var client = await RawClient.ConnectAsync();
        var first = await client.RunAsync(new BsonDocument { { "hello", 1 }, { "$db", "admin" } }, ExhaustAllowed);
        var second = await client.RunAsync(new BsonDocument { { "ping", 1 }, { "$db", "admin" } });

        Assert.Equal("isdbgrid", first["msg"].AsString);
        Assert.False(second.Contains("msg"));
    }

    [GatewayFact]
    public async Task Greets_by_the_old_query_and_refuses_anything_else_by_it()
    {
        using var client = await RawClient.ConnectAsync();
        var driver = new BsonDocument("application", new BsonDocument("name", "t"));
        await client.SendAsync(Query(new BsonDocument { { "isMaster", 1 }, { "helloOk", true }, { "client", driver } }));
        var hello = await client.ReceiveAsync();
        await client.SendAsync(Query(new BsonDocument { { "ping", 1 }, { "$db", "admin" } }));
        var refusal = await client.ReceiveAsync();

        Assert.Equal(("isdbgrid", 21), (hello!["msg"].AsString, hello["maxWireVersion"].AsInt32));
        Assert.Equal((0, 115), (refusal!["ok"].ToInt32(), refusal["code"].AsInt32));
    }

    [GatewayFact]
    public async Task Takes_a_message_of_many_megabytes()
    {
        using var client = await RawClient.ConnectAsync();
        var large = Enumerable.Range(0, 4).Select(i => new BsonDocument { { "_id", i }, { "pad", new string('x', 10 << 20) } }).ToArray();
        var reply = await client.RunAsync(Insert("large"), 0, "documents", large);

        Assert.Equal(4, reply["n"].ToInt32());
    }

    private BsonDocument Insert(string collection, params BsonDocument[] documents) => new()
    {
        { "insert", collection }, { "documents", new BsonArray(documents), documents.Length > 0 }, { "$db", Database },
    };

    private static byte[] Query(BsonDocument command)
    {
        byte[] name = [.. "admin.$cmd\0"u8];
        return RawClient.Frame(OpCodes.Query, [0, 0, 0, 0, .. name, 0, 0, 0, 0, 255, 255, 255, 255, .. command.ToBson()]);
    }
}
