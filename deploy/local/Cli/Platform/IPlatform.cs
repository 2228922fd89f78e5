using Hotline.Cli.Processes;

namespace Hotline.Cli.Platform;

/// <summary>The store and the broker under the suite: of Debian, of Docker, or given by environment.</summary>
public interface IPlatform
{
    /// <summary>Where its ports, data, logs and secrets are.</summary>
    Instance Instance { get; }

    /// <summary>The parts that can be started, stopped and killed one by one.</summary>
    IReadOnlyList<string> Parts { get; }

    /// <summary>Starts what does not run, in order, and writes <c>platform.json</c>.</summary>
    /// <param name="parts">Names of <see cref="Parts"/>.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="UserError">A part does not start, or the machine lacks what it needs.</exception>
    Task<PlatformAddress> StartAsync(IReadOnlyCollection<string> parts, CancellationToken cancel);

    /// <summary>Stops the parts in order; one that does not run is left alone.</summary>
    Task StopAsync(IReadOnlyCollection<string> parts, CancellationToken cancel);

    /// <summary>Kills by SIGKILL, so that nothing ends cleanly; for drills and tests.</summary>
    Task KillAsync(IReadOnlyCollection<string> parts, CancellationToken cancel);

    /// <summary>How each part is, in order.</summary>
    Task<IReadOnlyList<PartStatus>> StatusAsync(CancellationToken cancel);
}

/// <summary>How a part is.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Title">As a person reads it.</param>
/// <param name="Pid">Null when it does not run, or runs where ids mean nothing here.</param>
/// <param name="Answers">Whether it does its work now.</param>
public sealed record PartStatus(string Name, string Title, int? Pid, bool Answers);

/// <summary>All parts at once.</summary>
public static class PlatformExtensions
{
    public static Task<PlatformAddress> StartAsync(this IPlatform platform, CancellationToken cancel) =>
        platform.StartAsync(platform.Parts, cancel);

    public static Task StopAsync(this IPlatform platform, CancellationToken cancel) =>
        platform.StopAsync(platform.Parts, cancel);

    public static async Task<PartStatus> StatusAsync(this Server server, CancellationToken cancel) =>
        new(server.Name, server.Title, server.Pid, server.Pid is not null && await server.AnswersAsync(cancel));
}
