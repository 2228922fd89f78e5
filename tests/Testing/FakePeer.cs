using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hotline.Testing;

/// <summary>A gRPC server that stands in for another service of the suite.</summary>
public sealed class FakePeer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakePeer(WebApplication app, string address) => (_app, Address) = (app, address);

    /// <summary>Where it listens, as a setting of the service under test.</summary>
    public string Address { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="state">What the services it maps are given.</param>
    /// <param name="map">Maps the services.</param>
    public static async Task<FakePeer> StartAsync<TState>(TState state, Action<WebApplication> map)
        where TState : class
    {
        var port = ServiceUnderTest.FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(state);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new FakePeer(app, $"http://127.0.0.1:{port}");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
