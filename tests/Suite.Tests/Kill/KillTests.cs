using Hotline.Cli.Platform;

namespace Hotline.Suite.Tests.Kill;

/// <summary>
/// Submits while each service, the gateway, the store and the broker are killed in turn and started again: whatever was acknowledged
/// is one ticket, dispatched once, and nothing else is there. A given store and broker are left alone.
/// </summary>
[Collection(Machine.Name)]
public sealed class KillTests
{
    private const int Total = 3_000;
    private const int Callers = 16;
    private const int InFlightAtKill = 250;

    [SuiteFact]
    public Task Every_acknowledged_submit_is_one_ticket_dispatched_once_whichever_process_is_killed() => SuiteUnderTest.RunAsync(
        replicas: 1,
        async suite =>
        {
            using var submitters = Submitters.Of(suite.Host);
            string[] victims = [.. suite.Host.Services.Select(service => service.Name), .. suite.Platform.Parts];

            var submitting = submitters.RunAsync(Total, Callers, suite.Cancel);
            for (var i = 0; i < victims.Length; i++)
            {
                var allowed = (i + 1) * Total / (victims.Length + 1);
                submitters.Allow(allowed);
                await suite.UntilAsync(
                    () => Task.FromResult(submitters.Acknowledged.Count >= allowed - InFlightAtKill),
                    $"{allowed} submits before {victims[i]} is killed");
                await KillAndRestartAsync(suite, victims[i]);
            }

            submitters.Allow(Total);
            await submitting;
            await AgainAsync(submitters, suite.Cancel);
            await suite.JudgeAsync(submitters, Total);
        });

    private static async Task KillAndRestartAsync(SuiteUnderTest suite, string victim)
    {
        if (suite.Host.Services.FirstOrDefault(service => service.Name == victim) is { } service)
        {
            await service.KillAsync(suite.Cancel);
            await service.EnsureAsync(suite.Cancel);
        }
        else
        {
            await suite.Platform.KillAsync([victim], suite.Cancel);
            await suite.Platform.StartAsync(suite.Cancel);
        }
    }

    /// <summary>Repeats of what was acknowledged long ago answer the same appeal.</summary>
    private static async Task AgainAsync(Submitters submitters, CancellationToken cancel)
    {
        for (var number = 1; number <= Total; number += 100)
        {
            await submitters.SubmitAsync(number, replica: 0, cancel);
        }
    }
}
