using System.Buffers.Binary;
using Hotline.MongoGateway.Tests.Platform;
using Hotline.MongoGateway.Wire;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Tests.Wire;

/// <summary>What is not the protocol ends its own connection, or its own command, and no other.</summary>
[Trait("Category", "Gateway")]
public sealed class MalformedMessageTests : IAsyncLifetime
{
    private static readonly BsonDocument Ping = new() { { "ping", 1 }, { "$db", "admin" } };
    private RawClient _bystander = null!;
    private RawClient _client = null!;

    public async Task InitializeAsync()
    {
        _bystander = await RawClient.ConnectAsync();
        _client = await RawClient.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        Assert.Equal(1, (await _bystander.RunAsync(Ping))["ok"].ToInt32());
        _bystander.Dispose();
        _client.Dispose();
    }

    [GatewayFact]
    public Task Closes_on_a_negative_length() => RefusesAsync(RawClient.Frame(OpCodes.Message, [], -5));

    [GatewayFact]
    public Task Closes_on_a_length_shorter_than_the_header() => RefusesAsync(RawClient.Frame(OpCodes.Message, [], 15));

    [GatewayFact]
    public Task Closes_on_a_length_above_the_limit_before_it_arrives() =>
        RefusesAsync(RawClient.Frame(OpCodes.Message, [], MessageHeader.MaxLength + 1));

    [GatewayFact]
    public Task Closes_on_an_operation_it_does_not_speak() => RefusesAsync(RawClient.Frame(2002, new byte[20]));

    [GatewayFact]
    public Task Closes_on_a_message_without_a_section() => RefusesAsync(RawClient.Frame(OpCodes.Message, new byte[4]));

    [GatewayFact]
    public Task Closes_on_an_unknown_section_kind() => RefusesAsync(RawClient.Frame(OpCodes.Message, [0, 0, 0, 0, 9, 5, 0, 0, 0, 0]));

    [GatewayFact]
    public Task Closes_on_unknown_required_flags() => RefusesAsync(RawClient.Message(Ping, flags: 1 << 7));

    [GatewayFact]
    public Task Closes_on_a_document_sequence_longer_than_its_message()
    {
        var body = RawClient.Body(Ping, 0, "documents", [new BsonDocument("_id", 1)]);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(4 + 1 + Ping.ToBson().Length + 1), 1 << 20);
        return RefusesAsync(RawClient.Frame(OpCodes.Message, body));
    }

    [GatewayFact]
    public Task Closes_on_noise() => RefusesAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());

    [GatewayFact]
    public async Task Answers_a_broken_document_and_goes_on()
    {
        var body = RawClient.Body(Ping, 0, null, []);
        body[5 + 4] = 0x77; // the type of the first field

        await _client.SendAsync(RawClient.Frame(OpCodes.Message, body));
        var refusal = await _client.ReceiveAsync();

        Assert.Equal((0, 22), (refusal!["ok"].ToInt32(), refusal["code"].AsInt32));
        Assert.Equal(1, (await _client.RunAsync(Ping))["ok"].ToInt32());
    }

    [GatewayFact]
    public async Task Survives_a_client_that_stops_inside_a_message()
    {
        await _client.SendAsync(RawClient.Message(Ping)[..20]);
        _client.Dispose();

        using var next = await RawClient.ConnectAsync();
        Assert.Equal(1, (await next.RunAsync(Ping))["ok"].ToInt32());
    }

    [GatewayFact]
    public async Task Takes_a_message_that_arrives_byte_by_byte()
    {
        foreach (var value in RawClient.Message(Ping))
        {
            await _client.SendAsync([value]);
        }

        Assert.Equal(1, (await _client.ReceiveAsync())!["ok"].ToInt32());
    }

    [GatewayFact]
    public async Task Answers_messages_sent_without_waiting_in_their_order()
    {
        var one = RawClient.Message(new BsonDocument { { "ping", 1 }, { "$db", "admin" } });
        var two = RawClient.Message(new BsonDocument { { "buildInfo", 1 }, { "$db", "admin" } });
        await _client.SendAsync([.. one, .. two, .. one]);

        Assert.False((await _client.ReceiveAsync())!.Contains("version"));
        Assert.True((await _client.ReceiveAsync())!.Contains("version"));
        Assert.False((await _client.ReceiveAsync())!.Contains("version"));
    }

    private async Task RefusesAsync(byte[] bytes)
    {
        await _client.SendAsync(bytes);
        Assert.True(await _client.IsClosedByServerAsync());
    }
}
