using System.Diagnostics;
using System.Globalization;

namespace Hotline.Cli;

/// <summary>Progress goes to standard error, so that standard output holds only what was asked for.</summary>
public static class Say
{
    private static readonly TimeSpan FirstSign = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);
    private static readonly Lock Gate = new();

    /// <summary>Whether a person watches: standard error is a terminal, and no CI runs this.</summary>
    public static bool Interactive { get; } = !Console.IsErrorRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));

    /// <summary>Writes a line.</summary>
    public static void Line(string text = "") => Write(text + Environment.NewLine);

    /// <summary>Writes that a step succeeded, and how long it took.</summary>
    public static void Done(string text, TimeSpan took) => Line($"  ✓ {text}  {Seconds(took)}");

    /// <summary>Writes what the person should know and the command goes on without.</summary>
    public static void Warn(string text) => Line($"  ! {text}");

    /// <summary>Runs one step and shows that it is alive: a sign after three seconds, then a heartbeat.</summary>
    public static async Task<T> StepAsync<T>(string text, Func<Task<T>> work, Func<T, (bool Ok, string Outcome)>? judge = null)
    {
        var watch = Stopwatch.StartNew();
        var running = work();
        using var stop = new CancellationTokenSource();
        var signs = SignsAsync(text, watch, stop.Token);
        try
        {
            var result = await running;
            await EndAsync(stop, signs);
            var (ok, outcome) = judge?.Invoke(result) ?? (true, "");
            var parts = new[] { text, outcome, Seconds(watch.Elapsed) }.Where(part => part.Length > 0);
            Line($"  {(ok ? '✓' : '✗')} {string.Join("  ", parts)}");
            return result;
        }
        catch
        {
            await EndAsync(stop, signs);
            Line($"  ✗ {text}  {Seconds(watch.Elapsed)}");
            throw;
        }
    }

    public static Task StepAsync(string text, Func<Task> work) => StepAsync(text, async () =>
    {
        await work();
        return true;
    });

    /// <summary>One decimal, as in 1.5 s.</summary>
    public static string Seconds(TimeSpan span) =>
        span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    private static async Task EndAsync(CancellationTokenSource stop, Task signs)
    {
        await stop.CancelAsync();
        await signs;
    }

    private static async Task SignsAsync(string text, Stopwatch watch, CancellationToken stop)
    {
        var pause = FirstSign;
        while (true)
        {
            await Task.Delay(pause, stop).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            Line(pause == FirstSign ? $"  … {text}" : $"  … {text}, {Seconds(watch.Elapsed)} so far");
            pause = Heartbeat;
        }
    }

    private static void Write(string text)
    {
        lock (Gate)
        {
            Console.Error.Write(text);
        }
    }
}
