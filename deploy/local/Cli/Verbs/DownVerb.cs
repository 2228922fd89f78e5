using Hotline.Cli.Platform;
using Hotline.Cli.Processes;
using Hotline.Cli.Suite;

namespace Hotline.Cli.Verbs;

/// <summary>Stops everything of this instance and leaves no process, mount or port behind. Data stays unless purged.</summary>
public sealed class DownVerb : IVerb
{
    public string Name => "down";

    public string Usage => "down [--purge]";

    public string Summary => "stop everything; --purge also deletes the data · 停止全部（--purge 连数据一起删除）";

    public async Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        var purge = arguments.Flag("--purge");
        arguments.End();
        var platform = await Platforms.ChooseAsync(Instance.Default(), External.FromEnvironment(), cancel);
        await StopAsync(platform, purge, cancel);
        return 0;
    }

    public static async Task StopAsync(IPlatform platform, bool purge, CancellationToken cancel)
    {
        var instance = platform.Instance;
        await Say.StepAsync("Services stopped", () => Task.WhenAll(SuiteHost.Known(instance).Select(suite => suite.StopAsync(cancel))));
        await Say.StepAsync("Store and broker stopped", () => platform.StopAsync(cancel));
        await SweepAsync(instance, cancel);
        File.Delete(instance.PlatformFile);
        if (purge)
        {
            if (platform is DockerPlatform docker)
            {
                await docker.PurgeAsync(cancel);
            }

            instance.Purge();
            Say.Line($"  ✓ Data, logs and secrets in {instance.Root} deleted");
        }
    }

    // A process that lost its record still carries the instance in its environment.
    private static async Task SweepAsync(Instance instance, CancellationToken cancel)
    {
        foreach (var (signal, seconds) in new[] { (Signal.Terminate, 10), (Signal.Kill, 10) })
        {
            var left = ProcessTable.With(Server.Tag, instance.Root).ToList();
            foreach (var pid in left)
            {
                Signals.Send(pid, signal);
            }

            var begun = TimeProvider.System.GetTimestamp();
            while (left.Any(pid => ProcessTable.Read(pid) is { State: not 'Z' })
                && TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(seconds))
            {
                await Task.Delay(50, cancel);
            }
        }

        if (ProcessTable.With(Server.Tag, instance.Root).ToList() is { Count: > 0 } immortal)
        {
            throw new UserError(
                "Some processes do not end.",
                $"Still there: {string.Join(", ", immortal)}.",
                "Look at them with ps; a process in state D waits for its disk.");
        }
    }
}
