using Hotline.Cli.Platform;
using Hotline.Cli.Suite;

namespace Hotline.Cli.Doctor;

/// <summary>Whether the ports that were chosen and kept are still there for those who need them.</summary>
public static class PortCheck
{
    private const string Link = "Ports 端口";

    /// <summary>A kept port: whom it is for, and whether that one runs.</summary>
    public sealed record Kept(string Name, int Port, bool OwnerRuns);

    public static async Task<IReadOnlyList<Finding>> RunAsync(IPlatform platform, SuiteHost suite, CancellationToken cancel)
    {
        var parts = await platform.StatusAsync(cancel);
        var store = parts.Where(part => part.Name is GatewayServer.Key or "mongodb").Any(Runs);
        var broker = parts.Where(part => part.Name == RabbitMqServer.Key).Any(Runs);
        var platformPorts = new Ports(Path.Combine(platform.Instance.Root, "ports.json")).All
            .Select(port => new Kept(port.Key, port.Value, port.Key == "mongodb" ? store : broker));
        var servicePorts = suite.Ports.All
            .Select(port => new Kept(port.Key, port.Value, suite.Services.Any(service => Runs(service, port.Key))));
        return [.. Judge([.. platformPorts, .. servicePorts], Ports.IsFree)];
    }

    public static IEnumerable<Finding> Judge(IReadOnlyList<Kept> ports, Func<int, bool> isFree)
    {
        var taken = ports.Where(port => !port.OwnerRuns && !isFree(port.Port)).ToList();
        return taken.Count == 0
            ? [Finding.Fine(Link, $"{ports.Count} kept, none taken by another program")]
            : taken.Select(port => Finding.Broken(
                Link,
                $"{port.Port} of {port.Name} is taken by another program",
                "it was chosen free and taken while its owner did not run",
                "./hotline up chooses another; to keep this one, end the program first (ss -ltnp shows it)"));
    }

    private static bool Runs(PartStatus part) => part.Pid is not null || part.Answers;

    private static bool Runs(ServiceServer service, string port) =>
        port.StartsWith(service.Name + '-', StringComparison.Ordinal) && service.Pid is not null;
}
