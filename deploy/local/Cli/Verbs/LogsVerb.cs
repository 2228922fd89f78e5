using Hotline.Cli.Platform;
using Hotline.Cli.Suite;

namespace Hotline.Cli.Verbs;

/// <summary>Shows the last lines of the logs of the running parts, or follows them.</summary>
public sealed class LogsVerb : IVerb
{
    private const int Lines = 20;

    public string Name => "logs";

    public string Usage => "logs [intake|routing|tracking|postgres|rabbitmq|gateway] [--set NAME] [-f]";

    public string Summary => "show the last lines of each log, or follow them with -f · 查看日志";

    public async Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        var follow = arguments.Flag("-f", "--follow");
        var set = arguments.Option("--set") ?? SuiteSettings.Live.Name;
        var only = arguments.Next();
        arguments.End();
        var instance = Instance.Default();
        var files = new[] { Path.Combine(instance.Suites, set, "logs"), instance.Logs }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.log").Order(StringComparer.Ordinal))
            .Where(file => only is null || Path.GetFileNameWithoutExtension(file) == only)
            .ToList();
        if (files.Count == 0)
        {
            throw new UserError(
                only is null ? "There are no logs." : $"There is no log of '{only}'.",
                $"Nothing was started in {instance.Root} under that name.",
                "Start the suite with ./hotline up.");
        }

        using var tail = System.Diagnostics.Process.Start(
            "tail",
            ["-n", $"{Lines}", .. follow ? ["-F"] : Array.Empty<string>(), "--", .. files]);
        await tail.WaitForExitAsync(cancel);
        return tail.ExitCode;
    }
}
