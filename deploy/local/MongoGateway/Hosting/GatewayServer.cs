using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Hotline.MongoGateway.Errors;
using Hotline.MongoGateway.Wire;

namespace Hotline.MongoGateway.Hosting;

/// <summary>Accepts clients, at most so many, and keeps each one's troubles its own.</summary>
public sealed class GatewayServer : IAsyncDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly Socket _listener;
    private readonly GatewayServices _services;
    private readonly ConcurrentDictionary<long, (ClientConnection Connection, Task Work)> _clients = new();

    public GatewayServer(IPEndPoint listen, GatewayServices services)
    {
        _services = services;
        _listener = new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Bind(listen);
            _listener.Listen(512);
        }
        catch (SocketException failure)
        {
            _listener.Dispose();
            throw new StartException(5, $"Cannot listen on {listen}: {failure.Message}");
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        var sweeping = SweepAsync(stopping);
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(stopping);
                if (_services.Clients.Current >= ClientCount.Max)
                {
                    socket.Dispose();
                    continue;
                }

                socket.NoDelay = true;
                var id = _services.Clients.Add();
                var connection = new ClientConnection(socket, id, _services);
                var work = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _clients[id] = (connection, work.Task);
                _ = ServeAsync(id, connection, work);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // asked to stop
        }

        await sweeping;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await EndAsync(c => c.FinishAsync());
        await EndAsync(c => c.StopAsync());
    }

    private async Task EndAsync(Func<ClientConnection, Task> end)
    {
        var clients = _clients.Values.ToList();
        await Task.WhenAll(clients.Select(c => EndOneAsync(end, c.Connection)));
        await Task.WhenAny(Task.WhenAll(clients.Select(c => c.Work)), Task.Delay(Farewell, _services.Time));
    }

    private static async Task EndOneAsync(Func<ClientConnection, Task> end, ClientConnection connection)
    {
        try
        {
            await end(connection);
        }
        catch (ObjectDisposedException)
        {
            // The client left in this very moment; the others are still to be told.
        }
    }

    private async Task ServeAsync(long id, ClientConnection connection, TaskCompletionSource done)
    {
        await Task.Yield();
        try
        {
            await connection.RunAsync();
        }
        catch (ProtocolException failure)
        {
            await Console.Error.WriteLineAsync($"connection {id} closed: {failure.Message}");
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // the client, or the gateway, has left
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"connection {id} closed by a fault: {failure}");
        }

        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"connection {id}: {failure}");
        }

        _clients.TryRemove(id, out _);
        _services.Clients.Remove();
        done.SetResult();
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(SweepEvery, _services.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                try
                {
                    _services.Retries.Sweep();
                    await _services.Lanes.SweepAsync();
                    await _services.Transactions.SweepAsync();
                    await _services.Cursors.SweepAsync(stopping);
                }
                catch (CommandException failure)
                {
                    await Console.Error.WriteLineAsync($"sweep: {failure.Message}");
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // asked to stop
        }
    }
}
