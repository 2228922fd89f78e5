using Hotline.Testing;
using Hotline.Tracking.Feed;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;

namespace Hotline.Tracking.Tests.Feed;

/// <summary>Leases go by the store's clock: a replica's own clock, however wrong, keeps no partition from the others.</summary>
public sealed class FeedLeaseTests : IAsyncLifetime
{
    private static readonly FeedOptions Options = new() { Partitions = 4, Lease = TimeSpan.FromSeconds(2) };

    private readonly TestDatabase _database = new();
    private FeedStore _feed = null!;

    public async Task InitializeAsync()
    {
        _feed = new(_database.Open(), Options);
        await _feed.StartAsync(default);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData(4)]
    [InlineData(-4)]
    public async Task A_replica_whose_clock_is_wrong_by_minutes_stalls_no_other_for_longer_than_a_lease(int minutes)
    {
        var dies = Replica(TimeSpan.FromMinutes(minutes));
        await dies.KeepAsync(default);
        Assert.Equal(4, dies.Held.Count);
        var goesOn = new FeedLeases(_feed, Options, TimeProvider.System);
        Assert.False(await HoldsAllAsync(goesOn));
        Assert.Empty(goesOn.Held);

        await Eventually.IsAsync(() => HoldsAllAsync(goesOn), "the leases run out", TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task A_replica_that_renews_keeps_what_it_holds_whatever_its_clock_says()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(4));
        var holder = new FeedLeases(_feed, Options, time);
        var other = Replica(TimeSpan.FromMinutes(-4));
        for (var i = 0; i < 4; i++)
        {
            await holder.KeepAsync(default);
            Assert.Equal(i == 0 ? 4 : 2, holder.Held.Count);
            Assert.False(await HoldsAllAsync(other));
            time.Advance(Options.Lease / 3);
        }
    }

    [Fact]
    public async Task Replicas_share_the_partitions_evenly_and_one_that_leaves_leaves_its_share()
    {
        var times = Enumerable.Range(0, 3).Select(_ => new FakeTimeProvider(DateTimeOffset.UtcNow)).ToList();
        var options = new FeedOptions { Partitions = 16, Lease = TimeSpan.FromMinutes(1) };
        await new FeedStore(_database.Open(), options).StartAsync(default);
        var replicas = times.ConvertAll(time => new FeedLeases(_feed, options, time));
        await RoundAsync();
        Assert.Equal([16, 0, 0], replicas.Select(replica => replica.Held.Count));

        await RoundAsync();
        await RoundAsync();
        Assert.Equal([6, 6, 4], replicas.Select(replica => replica.Held.Count));
        Assert.Equal(Enumerable.Range(0, 16), replicas.SelectMany(replica => replica.Held).Order());
        await RoundAsync();
        Assert.Equal([6, 6, 4], replicas.Select(replica => replica.Held.Count));

        await replicas[0].ReleaseAsync();
        replicas.RemoveAt(0);
        await RoundAsync();
        Assert.Equal([8, 8], replicas.Select(replica => replica.Held.Count));

        async Task RoundAsync()
        {
            foreach (var replica in replicas)
            {
                await replica.KeepAsync(default);
            }

            times.ForEach(time => time.Advance(options.Lease / 3));
        }
    }

    [Fact]
    public async Task A_lease_is_not_believed_for_longer_than_its_length()
    {
        await _feed.Leases.UpdateManyAsync(
            new BsonDocument(),
            new BsonDocument("$set", new BsonDocument
            {
                { "owner", "another" }, { "length", 2_000 }, { "until", DateTime.UtcNow.AddMinutes(4) },
            }));

        Assert.True(await HoldsAllAsync(Replica(TimeSpan.Zero)));
    }

    [Fact]
    public async Task Two_replicas_with_leases_of_different_length_leave_each_other_alone()
    {
        var longer = new FeedLeases(_feed, new() { Partitions = 4, Lease = TimeSpan.FromMinutes(1) }, TimeProvider.System);
        await longer.KeepAsync(default);

        Assert.False(await HoldsAllAsync(Replica(TimeSpan.Zero)));
    }

    [Fact]
    public async Task A_head_is_moved_by_the_holder_alone()
    {
        var first = Replica(TimeSpan.Zero);
        await first.KeepAsync(default);
        await first.ReleaseAsync();
        var second = Replica(TimeSpan.Zero);
        await second.KeepAsync(default);

        await first.MoveHeadsAsync(new Dictionary<int, FeedHead> { [2] = new(7, DateTime.UnixEpoch) }, default);
        Assert.Empty(first.Held);
        Assert.Equal(0, (await _feed.HeadsAsync(default))[2]);
    }

    private static async Task<bool> HoldsAllAsync(FeedLeases replica)
    {
        await replica.KeepAsync(default);
        return replica.Held.Count == Options.Partitions;
    }

    private FeedLeases Replica(TimeSpan ahead) => new(_feed, Options, new FakeTimeProvider(DateTimeOffset.UtcNow + ahead));
}
