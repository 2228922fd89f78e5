using System.Diagnostics;
using Hotline.Testing;
using Hotline.Tracking.Feed;

namespace Hotline.Tracking.Tests.Service;

/// <summary>A store that does not answer holds up no watcher that comes or goes.</summary>
[Collection(TrackingCollection.Name)]
public sealed class FeedTailTests(TrackingFixture given)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_watcher_leaves_at_once_while_the_tail_waits_for_a_frozen_store()
    {
        await using var store = new FaultProxy(Platform.Current.MongoDb);
        await using var replica = await given.StartReplicaAsync(
            ("HOTLINE_MONGODB", store.Address), ("Hotline:Feed:Interval", "00:00:00.020"));
        var tail = replica.Get<FeedTail>();
        var watcher = await tail.SubscribeAsync(default);
        store.Freeze();

        // The next one wants to know where the feed ends: until it gives up, the tail waits for the store.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tail.SubscribeAsync(limit.Token));

        await Task.Run(watcher.Dispose).WaitAsync(Soon);
        await store.CutAsync();
    }

    [Fact]
    public async Task Without_the_store_all_who_want_to_watch_hear_of_it_within_ten_seconds()
    {
        await using var store = new FaultProxy(Platform.Current.MongoDb);
        await using var replica = await given.StartReplicaAsync(("HOTLINE_MONGODB", store.Address));
        await store.CutAsync();
        var tail = replica.Get<FeedTail>();

        var watch = Stopwatch.StartNew();
        var refused = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
            (Error: await Record.ExceptionAsync(() => tail.SubscribeAsync(default)), watch.Elapsed)));

        Assert.All(refused, answer => Assert.True(Hotline.Chassis.Store.MongoSetup.IsAway(answer.Error!)));
        Assert.InRange(refused.Max(answer => answer.Elapsed), TimeSpan.Zero, Soon);
    }
}
