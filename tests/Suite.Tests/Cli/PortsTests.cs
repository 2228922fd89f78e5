using System.Net;
using System.Net.Sockets;
using Hotline.Cli;
using Hotline.Cli.Platform;

namespace Hotline.Suite.Tests.Cli;

public sealed class PortsTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void Wraps_around_the_range_to_find_a_free_port() =>
        Assert.Equal(Ports.First + 2, Ports.Choose(Ports.Last - 1, port => port == Ports.First + 2));

    [Fact]
    public void Says_so_when_every_port_is_taken() =>
        Assert.Throws<UserError>(() => Ports.Choose(Ports.First, _ => false));

    [Fact]
    public void Gives_the_same_port_to_the_same_name_and_another_to_the_next()
    {
        var first = new Ports(_file).Of("store");

        Assert.Equal(first, new Ports(_file).Of("store"));
        Assert.NotEqual(first, new Ports(_file).Of("broker"));
    }

    [Fact]
    public async Task Gives_up_a_port_that_a_stranger_has_taken()
    {
        var ports = new Ports(_file);
        var taken = ports.Of("store");
        var kept = ports.Of("broker");
        using var stranger = new TcpListener(IPAddress.Loopback, taken);
        stranger.Start();

        await ports.ForgetTakenAsync(["store", "broker"], TimeSpan.Zero, CancellationToken.None);

        Assert.NotEqual(taken, ports.Of("store"));
        Assert.Equal(kept, ports.Of("broker"));
    }

    [Fact]
    public async Task Keeps_a_port_that_its_last_holder_lets_go_a_moment_later()
    {
        var ports = new Ports(_file);
        var port = ports.Of("store");
        using var dying = new TcpListener(IPAddress.Loopback, port);
        dying.Start();

        var asked = ports.ForgetTakenAsync(["store"], Ports.FreeTimeout, CancellationToken.None);
        dying.Stop();
        await asked;

        Assert.Equal(port, ports.Of("store"));
    }

    public void Dispose() => File.Delete(_file);
}
