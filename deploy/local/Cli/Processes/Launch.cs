using System.Diagnostics;

namespace Hotline.Cli.Processes;

/// <summary>How a process is started: program, arguments and what it finds in its environment.</summary>
/// <param name="File">The program, by name or path.</param>
/// <param name="Arguments">Handed on without a shell.</param>
public sealed record Launch(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>Added to the environment of this command; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The working directory; null, the default, is the root.</summary>
    public string? Folder { get; init; }

    /// <summary>Starts it in a session of its own, so that it outlives this command and its terminal.</summary>
    /// <param name="log">The file that its output is appended to.</param>
    /// <returns>The process, and when it started; 0 when it ended at once.</returns>
    /// <exception cref="InvalidOperationException">bash did not start.</exception>
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
