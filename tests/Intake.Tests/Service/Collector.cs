using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hotline.Intake.Tests.Service;

/// <summary>
/// Receives what a service exports over OTLP/gRPC and keeps it as bytes: names and values stand in them as plain UTF-8,
/// so what is not found there was not sent.
/// </summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Service, byte[] Bytes)> _exports = new();

    private Collector(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var collector = new Collector(builder.Build());
        collector._app.MapPost("/{service}/Export", collector.ExportAsync);
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Everything that came for a signal: Trace, Metrics or Logs.</summary>
    public byte[] Of(string signal) =>
    [
        .. _exports
            .Where(export => export.Service.EndsWith($".{signal}Service", StringComparison.Ordinal))
            .SelectMany(export => export.Bytes),
    ];

    public string Everything() => string.Concat(_exports.Select(export => Encoding.UTF8.GetString(export.Bytes)));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ExportAsync(HttpContext call, string service)
    {
        using var body = new MemoryStream();
        await call.Request.Body.CopyToAsync(body);
        _exports.Enqueue((service, body.ToArray()));
        call.Response.ContentType = "application/grpc";
        // An empty message: not compressed, of length nought.
        await call.Response.Body.WriteAsync(new byte[5]);
        call.Response.AppendTrailer("grpc-status", "0");
    }
}
