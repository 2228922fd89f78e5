using System.Net.Sockets;
using Hotline.MongoGateway.Commands;
using Hotline.MongoGateway.Wire;

namespace Hotline.MongoGateway.Hosting;

/// <summary>
/// One client: one command at a time, in order. While a command runs the socket is watched, so that a client that goes
/// away takes its statement with it.
/// </summary>
public sealed class ClientConnection(Socket socket, long id, GatewayServices services) : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly FrameReader _reader = new(socket);
    private readonly CommandContext _context = new(services, id, new ReplyBuffer());
    private volatile bool _busy;
    private volatile bool _finishing;
    private int _replies;

    public async Task RunAsync()
    {
        var token = _gone.Token;
        while (await _reader.NextAsync(token) is var (header, frame))
        {
            var work = AnswerAsync(header, frame, token);
            var open = await WatchAsync(work);
            await work;
            if (!open)
            {
                return;
            }

            _context.Reply.Shrink();
        }
    }

    /// <summary>Ends the connection from our side: at once when it rests, else after the reply under way.</summary>
    public Task FinishAsync()
    {
        _finishing = true;
        return _busy ? Task.CompletedTask : _gone.CancelAsync();
    }

    /// <summary>Ends the connection and its statement.</summary>
    public Task StopAsync() => _gone.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        _reader.Dispose();
        _context.Reply.Dispose();
        _gone.Dispose();
        await services.Transactions.ForgetConnectionAsync(id);
    }

    /// <summary>
    /// Awaits the next bytes once, unless some are there already. Bytes that come while the command still runs are the next command,
    /// perhaps because the reply has just left: then the command is awaited and not the socket.
    /// </summary>
    private async Task<bool> WatchAsync(Task work)
    {
        if (work.IsCompleted || !_reader.CanWatch)
        {
            return true;
        }

        try
        {
            if (await _reader.FillAsync(_gone.Token))
            {
                return true;
            }
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            // the same as an end of the stream
        }

        await _gone.CancelAsync();
        return false;
    }

    private async Task AnswerAsync(MessageHeader header, ReadOnlyMemory<byte> frame, CancellationToken token)
    {
        _busy = true;
        services.Clients.Begin();
        try
        {
            var wantsReply = await Dispatcher.AnswerAsync(_context, header, frame, token);
            if (wantsReply)
            {
                var number = ++_replies;
                await SendAsync(
                    header.OpCode == OpCodes.Query
                        ? _context.Reply.AsLegacyReply(number, header.RequestId)
                        : _context.Reply.AsMessage(number, header.RequestId),
                    token);
            }
        }
        catch (Exception failure) when (token.IsCancellationRequested && failure is OperationCanceledException or SocketException)
        {
            // The client is gone; no answer can reach it.
        }
        finally
        {
            services.Clients.End();
            _busy = false;
            if (_finishing)
            {
                await _gone.CancelAsync();
            }
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken token)
    {
        while (!message.IsEmpty)
        {
            message = message[await socket.SendAsync(message, SocketFlags.None, token)..];
        }
    }
}
