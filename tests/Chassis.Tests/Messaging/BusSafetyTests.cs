using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hotline.Chassis.Messaging;
using MassTransit;
using MassTransit.UsageTracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Tests.Messaging;

public sealed class BusSafetyTests(ToyPair pair) : IClassFixture<ToyPair>
{
    [Fact]
    public void Nothing_is_reported_to_the_library_s_maker() =>
        Assert.False(pair.Intake.Services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);

    [Fact]
    public async Task A_broker_with_a_certificate_nobody_vouches_for_is_refused()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(client.GetStream());
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await tls.AuthenticateAsServerAsync(certificate);
                await tls.ReadExactlyAsync(new byte[8]);
            });
        });

        var factory = new BusOptions(new Uri($"amqps://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/")).ConnectionFactory("test");
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => factory.CreateConnectionAsync());
        await server;
        Assert.Contains(Causes(refused), cause => cause is AuthenticationException);
    }

    private static IEnumerable<Exception> Causes(Exception error) =>
        error is AggregateException many ? many.InnerExceptions.SelectMany(Causes).Prepend(error)
        : error.InnerException is { } inner ? Causes(inner).Prepend(error) : [error];
}
