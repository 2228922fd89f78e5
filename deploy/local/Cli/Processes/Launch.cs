using System.Diagnostics;

namespace Hotline.Cli.Processes;

/// <summary>How a process is started: program, arguments and what it finds in its environment.</summary>
public sealed record Launch(string File, IReadOnlyList<string> Arguments)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string? Folder { get; init; }

    /// <summary>Starts it in a session of its own, so that it outlives this command and its terminal.</summary>
    public (int Pid, long StartTicks) Detach(string log)
    {
        const string script = "log=$1; shift; exec setsid -- \"$@\" >>\"$log\" 2>&1 </dev/null";
        var start = new ProcessStartInfo("bash", ["-c", script, "hotline", log, File, .. Arguments])
        {
            WorkingDirectory = Folder ?? "/",
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{File} did not start.");
        var stat = ProcessTable.Read(process.Id);
        return (process.Id, stat?.StartTicks ?? 0);
    }
}
