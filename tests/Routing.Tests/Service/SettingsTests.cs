using Hotline.Testing;

namespace Hotline.Routing.Tests.Service;

/// <summary>What a missing setting breaks is said at start, not at the first call.</summary>
public sealed class SettingsTests
{
    [Fact]
    public async Task Each_peer_address_that_the_service_needs_is_named_when_it_is_missing() => Assert.Equal(
        [
            "Set Hotline:Peers:IntakeInternal to the http or https address of Intake's internal port.",
            "Set Hotline:Peers:Tracking to the http or https address of Tracking's public port.",
            "Set Hotline:Peers:TrackingInternal to the http or https address of Tracking's internal port.",
        ],
        await RefusedStart.WithoutPeersAsync(Program.Build));
}
