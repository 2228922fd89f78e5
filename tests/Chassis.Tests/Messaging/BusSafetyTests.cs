using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hotline.Chassis.Messaging;
using Hotline.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Tests.Messaging;

public sealed class BusSafetyTests(ToyPair pair) : IClassFixture<ToyPair>
{
    [Fact]
    public void Nothing_is_reported_to_the_library_s_maker() =>
        Assert.False(pair.Intake.Services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);

    [Fact]
    public async Task A_broker_with_a_certificate_of_no_known_authority_is_refused()
    {
        using var broker = new SelfSignedBroker();
        var factory = new BusOptions(broker.Address).ConnectionFactory("test");
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => factory.CreateConnectionAsync());
        Assert.Equal(0, await broker.HeardAsync());
        Assert.Contains(Causes(refused), cause => cause is AuthenticationException);
    }

    [Fact]
    public async Task The_bus_too_refuses_such_a_broker_because_of_its_chain_and_says_nothing_to_it()
    {
        using var broker = new SelfSignedBroker();
        await using var service = ToyService.BuildIntake(
        [
            .. RefusedStart.Bare,
            $"--HOTLINE_RABBITMQ={broker.Address}",
            "--Hotline:Ports:Public=4711",
            "--Hotline:Ports:Internal=4712",
            "--Hotline:Peers:RoutingInternal=http://127.0.0.1:4713",
            "--Hotline:Peers:TrackingInternal=http://127.0.0.1:4714",
        ]);
        using var end = new CancellationTokenSource();
        var bus = service.Services.GetRequiredService<IBusControl>();
        var started = bus.StartAsync(end.Token);

        Assert.Equal(0, await broker.HeardAsync());
        var why = await Eventually.GetAsync(
            () => Task.FromResult(bus.CheckHealth().Endpoints.Values
                .Select(endpoint => endpoint.Exception)
                .OfType<Exception>()
                .FirstOrDefault()),
            "the bus knows why");
        // The certificate names its host and is in time: only its chain is at fault.
        Assert.Contains(Causes(why), cause => cause is AuthenticationException);

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => started);
    }

    private static IEnumerable<Exception> Causes(Exception error) =>
        error is AggregateException many ? many.InnerExceptions.SelectMany(Causes).Prepend(error)
        : error.InnerException is { } inner ? Causes(inner).Prepend(error) : [error];

    /// <summary>A listener whose certificate names its host, and that no known authority signed.</summary>
    private sealed class SelfSignedBroker : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 _certificate;
        private readonly Task<int> _heard;

        public SelfSignedBroker()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
            using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
            _listener.Start();
            _heard = ListenAsync();
        }

        public Uri Address => new($"amqps://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

        /// <summary>How many bytes the first client said after the handshake; none when it refused the certificate.</summary>
        public Task<int> HeardAsync() => _heard.WaitAsync(TimeSpan.FromSeconds(30));

        public void Dispose()
        {
            _listener.Dispose();
            _certificate.Dispose();
        }

        private async Task<int> ListenAsync()
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(client.GetStream());
            try
            {
                await tls.AuthenticateAsServerAsync(_certificate);
                return await tls.ReadAsync(new byte[8]);
            }
            catch (Exception error) when (error is AuthenticationException or IOException)
            {
                // The client broke the handshake off.
                return 0;
            }
        }
    }
}
