using System.Diagnostics;

namespace Hotline.Bench.Outage;

/// <summary>The broker that <c>./hotline</c> started on this machine: killed, and started again.</summary>
public static class Broker
{
    public static Task KillAsync() => HotlineAsync("kill");

    /// <summary>Returns when it answers.</summary>
    public static Task StartAsync() => HotlineAsync("start");

    private static async Task HotlineAsync(string action)
    {
        var command = Environment.GetEnvironmentVariable("HOTLINE_COMMAND")
            ?? throw new InvalidOperationException("HOTLINE_COMMAND is not set: run ./hotline bench.");
        var start = new ProcessStartInfo(command, ["platform", action, "rabbitmq"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"./hotline platform {action} rabbitmq ended with {process.ExitCode}.");
        }
    }
}
