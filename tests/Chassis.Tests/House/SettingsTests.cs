using Hotline.Chassis.Tests.Messaging;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.House;

/// <summary>A service that is configured wrongly does not start, and says what to set.</summary>
public sealed class SettingsTests
{
    private const string Peer = "Hotline:Peers:RoutingInternal";

    private static readonly string[] Peers = [.. ServiceUnderTest.DeadPeers.Select(peer => $"--{peer.Key}={peer.Value}")];

    [Fact]
    public void A_simulated_clock_is_refused_in_production()
    {
        string[] args = [.. RefusedStart.Bare, "--environment=Production", "--Hotline:Simulation:Start=2026-03-02T00:00:00Z"];
        var refused = Assert.Throws<InvalidOperationException>(() => ToyService.BuildIntake(args));
        Assert.Equal("Hotline:Simulation:Start is refused in production.", refused.Message);
    }

    [Theory]
    [InlineData("Public", null, "Internal")]
    [InlineData("Public", "0", "Internal")]
    [InlineData("Internal", null, "Public")]
    [InlineData("Internal", "65536", "Public")]
    public async Task A_port_that_is_missing_or_none_is_named_and_nothing_starts(string port, string? value, string other)
    {
        string[] given = value is null ? [] : [$"--Hotline:Ports:{port}={value}"];
        var refused = await RefusedAsync([$"--Hotline:Ports:{other}=4711", .. given]);
        Assert.Contains($"Set Hotline:Ports:{port} to a port from 1 to 65535.", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(other, refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_port_for_both_faces_is_refused() => Assert.Contains(
        "Set Hotline:Ports:Internal to another port than Hotline:Ports:Public.",
        await RefusedAsync(["--Hotline:Ports:Public=4711", "--Hotline:Ports:Internal=4711"]),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("routing")]
    [InlineData("127.0.0.1:5201")]
    [InlineData("routing.example:5201")]
    [InlineData("ftp://routing.example")]
    [InlineData("http://")]
    [InlineData("http://routing.example/api")]
    [InlineData("http://user@routing.example")]
    public async Task A_peer_address_that_is_malformed_is_named_and_nothing_starts(string address)
    {
        var refused = await RefusedStart.OfAsync(
            ToyService.BuildIntake,
            ["--Hotline:Ports:Public=4711", "--Hotline:Ports:Internal=4712", .. Peers, $"--{Peer}={address}"]);
        Assert.Equal([$"Set {Peer} to the http or https address of Routing's internal port."], refused);
    }

    [Fact]
    public async Task A_peer_that_the_service_exchanges_events_with_must_be_named_and_no_other() => Assert.Equal(
        [
            "Set Hotline:Peers:IntakeInternal to the http or https address of Intake's internal port.",
            "Set Hotline:Peers:TrackingInternal to the http or https address of Tracking's internal port.",
        ],
        await RefusedStart.WithoutPeersAsync(ToyService.BuildRouting(new())));

    private static async Task<string> RefusedAsync(string[] ports) =>
        Assert.Single(await RefusedStart.OfAsync(ToyService.BuildIntake, [.. Peers, .. ports]));
}
