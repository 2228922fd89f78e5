using System.Net.Sockets;
using System.Text.Json;

namespace Hotline.MongoGateway.Tests.Platform;

/// <summary>A way to the local PostgreSQL on which what the store says can be held back, as a network that fails one way does.</summary>
public sealed class FaultProxy : IDisposable
{
    private const string SocketName = ".s.PGSQL.5432";

    private readonly string _folder = Directory.CreateTempSubdirectory("hotline-").FullName;
    private readonly string _behind = SocketFolder();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private volatile TaskCompletionSource _open = new();

    public FaultProxy()
    {
        _open.SetResult();
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, SocketName)));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public string ConnectionString => $"Host={_folder};Username=postgres;Database=postgres";

    public void HoldBack() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetPass() => _open.TrySetResult();

    public void Dispose()
    {
        _end.Cancel();
        LetPass();
        _listener.Dispose();
        _end.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string SocketFolder()
    {
        var local = Environment.GetEnvironmentVariable("HOTLINE_LOCAL") is { Length: > 0 } given ? given : StoreAddress.LocalFolder();
        using var platform = JsonDocument.Parse(File.ReadAllText(Path.Combine(local, "platform.json")));
        return platform.RootElement.GetProperty("postgres").GetProperty("socketFolder").GetString()!;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptAsync(_end.Token);
                var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await far.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(_behind, SocketName)), _end.Token);
                _ = PassAsync(near, far, () => Task.CompletedTask);
                _ = PassAsync(far, near, () => _open.Task);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(Socket from, Socket to, Func<Task> allowed)
    {
        var bytes = new byte[8_192];
        try
        {
            while (await from.ReceiveAsync(bytes, _end.Token) is > 0 and var count)
            {
                await allowed();
                await to.SendAsync(bytes.AsMemory(0, count), _end.Token);
            }

            await allowed();
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
