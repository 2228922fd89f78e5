using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Hotline.MongoGateway.Wire;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Platform;

/// <summary>Speaks the protocol by hand, well or badly.</summary>
public sealed class RawClient : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };

    private RawClient()
    {
    }

    public static Task<RawClient> ConnectAsync() => ConnectAsync(MongoUrl.Create(StoreAddress.Find()).Server.Port);

    public static async Task<RawClient> ConnectAsync(int port)
    {
        var raw = new RawClient();
        await raw._client.ConnectAsync(IPAddress.Loopback, port);
        return raw;
    }

    public static byte[] Message(BsonDocument command, int flags = 0, string? sequenceName = null, params BsonDocument[] sequence) =>
        Frame(OpCodes.Message, Body(command, flags, sequenceName, sequence));

    public static byte[] Body(BsonDocument command, int flags, string? sequenceName, BsonDocument[] sequence)
    {
        using var body = new MemoryStream();
        using var writer = new BinaryWriter(body);
        writer.Write(flags);
        writer.Write((byte)0);
        writer.Write(command.ToBson());
        if (sequenceName is not null)
        {
            var documents = sequence.SelectMany(d => d.ToBson()).ToArray();
            writer.Write((byte)1);
            writer.Write(4 + sequenceName.Length + 1 + documents.Length);
            writer.Write(System.Text.Encoding.UTF8.GetBytes(sequenceName + '\0'));
            writer.Write(documents);
        }

        return body.ToArray();
    }

    public static byte[] Frame(int opCode, byte[] body, int? length = null)
    {
        var message = new byte[MessageHeader.Size + body.Length];
        new MessageHeader(length ?? message.Length, 7, 0, opCode).Write(message);
        body.CopyTo(message, MessageHeader.Size);
        return message;
    }

    public Task SendAsync(byte[] bytes) => _client.GetStream().WriteAsync(bytes).AsTask();

    /// <summary>Sends a command and reads its reply.</summary>
    public async Task<BsonDocument> RunAsync(
        BsonDocument command, int flags = 0, string? sequenceName = null, params BsonDocument[] sequence)
    {
        await SendAsync(Message(command, flags, sequenceName, sequence));
        return await ReceiveAsync() ?? throw new IOException("the server closed the connection");
    }

    /// <summary>The document of the next reply, or null when the server has closed the connection.</summary>
    public async Task<BsonDocument?> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var header = new byte[MessageHeader.Size];
        try
        {
            if (await _client.GetStream().ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, limit.Token) < header.Length)
            {
                return null;
            }

            var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(header) - header.Length];
            await _client.GetStream().ReadExactlyAsync(body, limit.Token);
            var start = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12)) == OpCodes.Reply ? 20 : 5;
            return BsonSerializer.Deserialize<BsonDocument>(body[start..]);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public async Task<bool> IsClosedByServerAsync() => await ReceiveAsync() is null;

    /// <summary>Goes away as a killed process does.</summary>
    public void Dispose()
    {
        if (_client.Connected)
        {
            _client.LingerState = new LingerOption(true, 0);
        }

        _client.Dispose();
    }
}
