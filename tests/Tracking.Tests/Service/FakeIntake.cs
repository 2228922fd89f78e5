using System.Net;
using Grpc.Core;
using Hotline.Intake.V1;
using Hotline.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hotline.Tracking.Tests.Service;

/// <summary>Stands in for Intake's vault: answers what a test wants and remembers who asked.</summary>
public sealed class FakeIntake : IAsyncDisposable
{
    private WebApplication? _app;

    public string Address { get; } = $"http://127.0.0.1:{ServiceUnderTest.FreePort()}";

    public Metadata? LastHeaders { get; private set; }

    public Intake.V1.RevealClaimantRequest? LastRequest { get; private set; }

    public Func<Intake.V1.RevealClaimantResponse> Answer { get; set; } = () => new();

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, new Uri(Address).Port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        _app = builder.Build();
        _app.MapGrpcService<Vault>();
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    public sealed class Vault(FakeIntake fake) : ClaimantService.ClaimantServiceBase
    {
        public override Task<Intake.V1.RevealClaimantResponse> RevealClaimant(
            Intake.V1.RevealClaimantRequest request, ServerCallContext context)
        {
            fake.LastHeaders = context.RequestHeaders;
            fake.LastRequest = request;
            return Task.FromResult(fake.Answer());
        }
    }
}
