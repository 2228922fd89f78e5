using Hotline.Cli.Processes;

namespace Hotline.Cli.Platform;

/// <summary>The store and the broker under the suite: of Debian, of Docker, or given by environment.</summary>
public interface IPlatform
{
    Instance Instance { get; }

    /// <summary>The parts that can be started, stopped and killed one by one.</summary>
    IReadOnlyList<string> Parts { get; }

    /// <summary>Starts what does not run, in order, and writes <c>platform.json</c>.</summary>
    Task<PlatformAddress> StartAsync(IReadOnlyCollection<string> parts, CancellationToken cancel);

    Task StopAsync(IReadOnlyCollection<string> parts, CancellationToken cancel);

    /// <summary>Kills by SIGKILL, so that nothing ends cleanly; for drills and tests.</summary>
    Task KillAsync(IReadOnlyCollection<string> parts, CancellationToken cancel);

    Task<IReadOnlyList<PartStatus>> StatusAsync(CancellationToken cancel);
}

public sealed record PartStatus(string Name, string Title, int? Pid, bool Answers);

public static class PlatformExtensions
{
    public static Task<PlatformAddress> StartAsync(this IPlatform platform, CancellationToken cancel) =>
        platform.StartAsync(platform.Parts, cancel);

    public static Task StopAsync(this IPlatform platform, CancellationToken cancel) =>
        platform.StopAsync(platform.Parts, cancel);

    public static async Task<PartStatus> StatusAsync(this Server server, CancellationToken cancel) =>
        new(server.Name, server.Title, server.Pid, server.Pid is not null && await server.AnswersAsync(cancel));
}
