using Hotline.Chassis.Tests.Messaging;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Tests.House;

/// <summary>A service that is configured wrongly does not start, and says what to set.</summary>
public sealed class SettingsTests
{
    // Nothing listens here: a start that is refused must not have asked for store or broker.
    private static readonly string[] Whole =
    [
        "--environment=Development", "--HOTLINE_MONGODB=mongodb://127.0.0.1:1", "--HOTLINE_RABBITMQ=amqp://127.0.0.1:1", "--Hotline:Database=none",
        "--Hotline:Auth:KeysFile=none", "--Hotline:Auth:Issuer=none", "--Hotline:Secrets:Directory=none",
    ];

    [Fact]
    public void A_simulated_clock_is_refused_in_production()
    {
        string[] args = [.. Whole, "--environment=Production", "--Hotline:Simulation:Start=2026-03-02T00:00:00Z"];
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
        var refused = await RefusedAsync([$"--Hotline:Ports:{other}=4711", .. value is null ? Array.Empty<string>() : [$"--Hotline:Ports:{port}={value}"]]);
        Assert.Contains($"Set Hotline:Ports:{port} to a port from 1 to 65535.", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(other, refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_port_for_both_faces_is_refused() => Assert.Contains(
        "Set Hotline:Ports:Internal to another port than Hotline:Ports:Public.",
        await RefusedAsync(["--Hotline:Ports:Public=4711", "--Hotline:Ports:Internal=4711"]),
        StringComparison.Ordinal);

    private static async Task<string> RefusedAsync(string[] ports)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            await using var service = ToyService.BuildIntake([.. Whole, .. ports]);
            await service.StartAsync();
        });
        return refused.Message;
    }
}
