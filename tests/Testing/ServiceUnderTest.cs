using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hotline.Testing;

/// <summary>
/// One service of the suite inside the test process, on real sockets, the real store and the real broker. The
/// service gives its <c>Build(string[] args)</c>; everything it needs is handed over as configuration.
/// </summary>
public sealed class ServiceUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _public;
    private readonly GrpcChannel _internal;

    private ServiceUnderTest(WebApplication app, int publicPort, int internalPort)
    {
        _app = app;
        PublicAddress = $"http://127.0.0.1:{publicPort}";
        InternalAddress = $"http://127.0.0.1:{internalPort}";
        _public = GrpcChannel.ForAddress(PublicAddress);
        _internal = GrpcChannel.ForAddress(InternalAddress);
    }

    /// <summary>Addresses at which nothing listens, for peers that a test does not start.</summary>
    public static IReadOnlyList<(string Key, string Value)> DeadPeers { get; } =
    [
        .. from peer in new[] { "Intake", "Routing", "Tracking" }
           from port in new[] { "", "Internal" }
           select ($"Hotline:Peers:{peer}{port}", "http://127.0.0.1:1"),
    ];

    public string PublicAddress { get; }

    public string InternalAddress { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ServiceUnderTest> StartAsync(
        Func<string[], WebApplication> build,
        string service,
        TestIssuer issuer,
        TestDatabase database,
        VirtualHost broker,
        params (string Key, string Value)[] more)
    {
        var publicPort = FreePort();
        int internalPort;
        do
        {
            // A port that was just let go may be given again.
            internalPort = FreePort();
        }
        while (internalPort == publicPort);

        (string Key, string Value)[] settings =
        [
            ("environment", "Development"),
            ("HOTLINE_MONGODB", Platform.Current.MongoDb),
            ("HOTLINE_RABBITMQ", broker.Uri),
            ("Hotline:Database", database.Name),
            ("Hotline:Ports:Public", $"{publicPort}"),
            ("Hotline:Ports:Internal", $"{internalPort}"),
            ("Hotline:Auth:KeysFile", issuer.KeysFile),
            ("Hotline:Auth:Issuer", TestIssuer.Issuer),
            ("Hotline:Auth:Audience", TestIssuer.Audience),
            ("Hotline:Auth:ServiceTokenFile", issuer.ServiceTokenFile(service)),
            ("Hotline:Secrets:Directory", issuer.Folder),
            ("Hotline:Data", Path.Combine(Platform.RepositoryRoot, "deploy", "data")),
            .. DeadPeers,
            .. more,
        ];
        var app = build([.. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new ServiceUnderTest(app, publicPort, internalPort);
    }

    public CallInvoker Public => _public.CreateCallInvoker();

    public CallInvoker Internal => _internal.CreateCallInvoker();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static Metadata Bearer(string token) => new() { { "authorization", "Bearer " + token } };

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _public.Dispose();
        _internal.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
