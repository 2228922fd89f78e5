using System.Diagnostics;
using System.Text;

namespace Hotline.Cli.Tools;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">0 means success.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
public sealed record ShellResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Whether it succeeded.</summary>
    public bool Ok => ExitCode == 0;
}

/// <summary>Runs a program to its end. Arguments are passed as they are, never through a shell.</summary>
public static class Shell
{
    public static async Task<ShellResult> RunAsync(
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        TimeSpan? limit = null,
        string? input = null,
        CancellationToken cancel = default)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(limit ?? TimeSpan.FromMinutes(30));
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            return new ShellResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return new ShellResult(124, "", $"{file} did not end in time.");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs a long program with its output in a log file, which stays for a person who looks for a cause.</summary>
    public static Task<ShellResult> RunLoggedAsync(
        string log,
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancel = default) =>
        RunAsync(
            "bash",
            ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null", "hotline", log, file, .. arguments],
            environment,
            cancel: cancel);

    /// <summary>The last lines of a file; empty when there is none.</summary>
    public static string Tail(string file, int lines) => File.Exists(file)
        ? string.Join('\n', File.ReadLines(file).TakeLast(lines))
        : "";
}
