using Hotline.Cli;
using Hotline.Cli.Tools;

namespace Hotline.Suite.Tests.Documentation;

/// <summary>A shell in the checkout, as the reader of the documentation has one, with an instance of its own.</summary>
public sealed class Checkout : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly string _instance = Directory.CreateTempSubdirectory("hotline-").FullName;

    /// <summary>Runs a few lines; what they said if each of them succeeded.</summary>
    public async Task<string> RunAsync(params IEnumerable<string> lines)
    {
        var script = string.Join('\n', lines);
        string[] arguments = ["-c", $"set -euo pipefail; cd -- \"$1\"; shift\n{script}", "documentation", Repository.Root];
        var result = await Shell.RunAsync("bash", arguments, Environment(), Limit);
        Assert.True(result.Ok, $"{script}\nended with {result.ExitCode}:\n{result.Output}\n{result.Errors}");
        return result.Output;
    }

    public void Dispose() => Directory.Delete(_instance, recursive: true);

    private Dictionary<string, string?> Environment()
    {
        var environment = new Dictionary<string, string?>
        {
            ["HOTLINE_LOCAL"] = _instance,
            ["HOTLINE_PLATFORM"] = "debian",
            // Whatever this run of tests was given belongs to others.
            ["HOTLINE_MONGODB"] = "",
            ["HOTLINE_RABBITMQ"] = "",
            ["HOTLINE_RABBITMQ_MANAGEMENT"] = "",
        };
        if (Surroundings.Here.Find("grpcurl") is null)
        {
            var standIn = Repository.At("tests/Suite.Tests/Documentation/StandIn");
            environment["PATH"] = $"{standIn}:{System.Environment.GetEnvironmentVariable("PATH")}";
        }

        return environment;
    }
}
