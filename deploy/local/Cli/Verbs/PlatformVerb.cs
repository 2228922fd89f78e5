using Hotline.Cli.Platform;

namespace Hotline.Cli.Verbs;

/// <summary>Manages the store and the broker alone, part by part: for development, tests and drills.</summary>
public sealed class PlatformVerb : IVerb
{
    public string Name => "platform";

    public string Usage => "platform start|stop|kill|status [postgres|rabbitmq|gateway ...]";

    public string Summary => "start, stop, kill or show the store and the broker alone · 单独管理数据库和消息中间件";

    public async Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        var action = arguments.Next() ?? "status";
        var platform = await Platforms.ChooseAsync(Instance.Default(), External.FromEnvironment(), cancel);
        var parts = arguments.Rest();
        arguments.End();
        if (parts.Except(platform.Parts).ToList() is { Count: > 0 } unknown)
        {
            throw new UserError(
                $"Unknown part {string.Join(", ", unknown)}.",
                "This platform has no such part.",
                $"Name one of {string.Join(", ", platform.Parts)}.");
        }

        if (parts.Count == 0)
        {
            parts = platform.Parts;
        }

        switch (action)
        {
            case "start":
                await platform.StartAsync(parts, cancel);
                Console.WriteLine(await File.ReadAllTextAsync(platform.Instance.PlatformFile, cancel));
                return 0;
            case "stop":
                await platform.StopAsync(parts, cancel);
                return 0;
            case "kill":
                await platform.KillAsync(parts, cancel);
                return 0;
            case "status":
                var status = await platform.StatusAsync(cancel);
                foreach (var part in status)
                {
                    var state = part.Answers ? "answers" : part.Pid is null ? "stopped" : "does not answer";
                    var process = part.Pid is { } pid ? $"pid {pid}" : "";
                    Console.WriteLine($"{part.Name,-12} {state,-16} {process,-12} {part.Title}");
                }

                return status.All(part => part.Answers) ? 0 : 1;
            default:
                throw UserErrors.Usage(this);
        }
    }
}
