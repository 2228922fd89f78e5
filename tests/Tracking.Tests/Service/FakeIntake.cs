using Grpc.Core;
using Hotline.Intake.V1;
using Hotline.Testing;
using Microsoft.AspNetCore.Builder;

namespace Hotline.Tracking.Tests.Service;

/// <summary>Stands in for Intake's vault: answers what a test wants and remembers who asked.</summary>
public sealed class FakeIntake : IAsyncDisposable
{
    private FakePeer? _peer;

    public string Address => _peer!.Address;

    public Metadata? LastHeaders { get; private set; }

    /// <summary>The last question, be it for the claimant or for the words.</summary>
    public Intake.V1.RevealClaimantRequest? LastRequest { get; private set; }

    /// <summary>What stands sealed.</summary>
    public AppealWords Words { get; set; } = new();

    public Func<Intake.V1.RevealClaimantResponse> Answer { get; set; } = () => new();

    public async Task StartAsync() => _peer = await FakePeer.StartAsync(this, app => app.MapGrpcService<Vault>());

    public async ValueTask DisposeAsync()
    {
        if (_peer is not null)
        {
            await _peer.DisposeAsync();
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

        public override Task<Intake.V1.RevealContentResponse> RevealContent(
            Intake.V1.RevealContentRequest request, ServerCallContext context)
        {
            fake.LastHeaders = context.RequestHeaders;
            fake.LastRequest = new() { TicketId = request.TicketId, Purpose = request.Purpose, RefusedAs = request.RefusedAs };
            return Task.FromResult(
                new Intake.V1.RevealContentResponse { Words = fake.Words, AccessRecordId = fake.Answer().AccessRecordId });
        }
    }
}
