using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Hotline.Testing;

/// <summary>Stands between a service and what it depends on, so that a test can take that away.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private readonly Uri _target;
    private volatile bool _frozen;

    /// <param name="target">What lies behind the proxy.</param>
    /// <param name="port">Where the proxy listens; 0 for any free port.</param>
    public FaultProxy(string target, int port = 0)
    {
        _target = new Uri(target);
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The address of the target, by way of this proxy.</summary>
    public string Address => new UriBuilder(_target)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
    }.Uri.AbsoluteUri;

    /// <summary>Keeps every connection and carries nothing.</summary>
    public void Freeze() => _frozen = true;

    /// <summary>Ends every connection and takes no more.</summary>
    public async Task CutAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (var client in _open)
        {
            client.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var near = await _listener.AcceptTcpClientAsync(_end.Token);
                var far = new TcpClient();
                _open.Add(near);
                _open.Add(far);
                await far.ConnectAsync(_target.Host, _target.Port, _end.Token);
                _ = Task.WhenAll(CopyAsync(near, far), CopyAsync(far, near));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var count)
            {
                if (!_frozen)
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
                }
            }

            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone: the other is told.
            to.Dispose();
        }
    }
}
