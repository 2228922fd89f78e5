using Hotline.Cli.Suite;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Suite.Tests.Kill;

/// <summary>
/// Two replicas of each service on one store and one broker, and submits all the time. One replica of each is frozen for longer than
/// its claims and leases: the others do its work, and it comes back believing that all of it is still its own.
/// </summary>
[Collection(Machine.Name)]
public sealed class FreezeTests
{
    private const int Total = 2_400;
    private const int Callers = 16;
    private const int Before = 400;
    private const int Meanwhile = 1_600;

    // The outbox claims for 20 seconds, the feed leases for 10.
    private static readonly TimeSpan FreezeTime = TimeSpan.FromSeconds(23);

    [SuiteFact]
    public Task Every_acknowledged_submit_is_one_ticket_dispatched_once_and_watched_as_listed() => SuiteUnderTest.RunAsync(
        replicas: 2,
        async suite =>
        {
            using var submitters = Submitters.Of(suite.Host);
            var tracking = suite.Host.Replicas(ServiceKind.Tracking);
            await using var first = new Watcher(suite.Host, tracking[0]);
            await using var second = new Watcher(suite.Host, tracking[1]);
            await Task.WhenAll(first.OpenAsync(suite.Cancel), second.OpenAsync(suite.Cancel));

            var submitting = submitters.RunAsync(Total, Callers, suite.Cancel);
            submitters.Allow(Before);
            await suite.UntilAsync(() => Task.FromResult(submitters.Acknowledged.Count > Before / 2), "submits before the freeze");
            // Across the pairs: some who still run ask one who does not answer.
            await FreezeAsync(suite, submitters, [suite.Host.Intake, suite.Host.Replicas(ServiceKind.Routing)[1], tracking[0]]);
            submitters.Allow(Total);
            await submitting;

            await suite.JudgeAsync(submitters, Total);
            await WatchedAsListedAsync(suite, first);
            await WatchedAsListedAsync(suite, second);
        });

    private static async Task FreezeAsync(SuiteUnderTest suite, Submitters submitters, IReadOnlyList<ServiceServer> frozen)
    {
        var (acknowledged, dispatched) = (submitters.Acknowledged.Count, await DispatchedAsync(suite));
        try
        {
            await Task.WhenAll(frozen.Select(service => service.FreezeAsync(suite.Cancel)));
            await PaceAsync(submitters, suite.Cancel);
        }
        finally
        {
            frozen.ToList().ForEach(service => service.Resume());
        }

        Assert.True(submitters.Acknowledged.Count > acknowledged + (Meanwhile / 2), "the other Intake did not take the submits over");
        Assert.True(await DispatchedAsync(suite) > dispatched, "nothing was dispatched during the freeze");
    }

    /// <summary>Spreads submits over the whole freeze.</summary>
    private static async Task PaceAsync(Submitters submitters, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var share = 0.0;
        while (share < 1)
        {
            await Task.Delay(20, cancel);
            share = TimeProvider.System.GetElapsedTime(begun) / FreezeTime;
            submitters.Allow(Before + (int)(Math.Min(share, 1) * Meanwhile));
        }
    }

    private static Task<long> DispatchedAsync(SuiteUnderTest suite) => suite.Collection(ServiceKind.Tracking, "tickets")
        .CountDocumentsAsync(new BsonDocument("state", "Dispatched"), cancellationToken: suite.Cancel);

    /// <summary>Both versions of every ticket, in order, byte for byte, none twice.</summary>
    private static async Task WatchedAsListedAsync(SuiteUnderTest suite, Watcher watcher)
    {
        await suite.UntilAsync(() => watcher.HasAsync(2 * Total), $"every change came to the watcher at {watcher.Name}");
        var (listed, watched) = (await watcher.ListedAsync(suite.Cancel), watcher.Watched());
        Assert.Equal(Total, listed.Count);
        Assert.All(listed.Values, changes => Assert.Equal(["1", "2"], changes.Split('\n').Select(change => change.Split(':')[0])));
        var differing = listed.Keys.Union(watched.Keys).Where(id => listed.GetValueOrDefault(id) != watched.GetValueOrDefault(id)).ToList();
        Assert.True(
            differing.Count == 0,
            $"{differing.Count} tickets came to the watcher at {watcher.Name} not as listed: {string.Join(" ", differing.Take(5))}");
    }
}
