using Hotline.Chassis.Facts;
using Hotline.Chassis.Outbox;
using Hotline.Chassis.Tests.Facts;
using Microsoft.Extensions.Time.Testing;

namespace Hotline.Chassis.Tests.Outbox;

/// <summary>Between every two steps of the loop a process dies, freezes beyond its claim, is stopped, or meets another one.</summary>
public sealed class FailPointTests : IAsyncLifetime
{
    private OutboxFixture _outbox = null!;

    public static TheoryData<OutboxStep> Steps => [.. Enum.GetValues<OutboxStep>()];

    public async Task InitializeAsync() => _outbox = await OutboxFixture.StartAsync();

    public async Task DisposeAsync() => await _outbox.DisposeAsync();

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_process_that_dies_leaves_everything_to_the_next_one(OutboxStep where)
    {
        var id = await _outbox.PendingAsync(facts: 2);
        var dying = _outbox.Replica();
        dying.Reached = step => step == where ? throw new ProcessDied() : Task.CompletedTask;
        await Assert.ThrowsAsync<ProcessDied>(() => dying.RunRoundAsync([id], isRepeat: false));

        await ClaimAndRunAsync();

        Assert.True(await _outbox.IsSettledAsync(id, 2));
        AssertInOrder(id, 2);
        Assert.Equal(FactChain.Start, (await _outbox.Store.FactsAsync(id, 0, 10, default))[0].PrevHash);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_process_that_froze_for_longer_than_its_claim_takes_nothing_away_that_it_did_not_publish(OutboxStep where)
    {
        var id = await _outbox.PendingAsync(facts: 2);
        var (frozen, thaw) = (new TaskCompletionSource(), new TaskCompletionSource());
        // Its own clock stands still with it, so not even the limit of its round comes to its help.
        var first = _outbox.Replica(new FakeTimeProvider(_outbox.Clock.GetUtcNow()));
        first.Reached = async step =>
        {
            if (step == where && frozen.TrySetResult())
            {
                await thaw.Task;
            }
        };
        var round = first.RunRoundAsync([id], isRepeat: false);
        await frozen.Task;

        await ClaimAndRunAsync();
        await _outbox.Store.ChangeAsync(id, Toy.Command("later"), (toy, _) => Toy.Decision(toy with { Count = 99 }), default);
        thaw.SetResult();
        await round;

        var document = await _outbox.DocumentAsync(id);
        var pending = document["pending"].AsBsonArray.Count;
        Assert.True(pending == 1 || _outbox.Published(id).Contains(3), "the later fact is pending or was published");
        await ClaimAndRunAsync();
        Assert.True(await _outbox.IsSettledAsync(id, 3));
        Assert.Equal([1, 2, 3], _outbox.Published(id).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Two_loops_at_once_on_the_same_tickets_publish_everything_and_end_clean(OutboxStep where)
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _outbox.PendingAsync(facts: 2)));
        using var both = new Barrier(2);
        var replicas = new[] { _outbox.Replica(), _outbox.Replica() };
        foreach (var replica in replicas)
        {
            replica.Reached = step => step == where ? Task.Run(() => both.SignalAndWait(TimeSpan.FromSeconds(5))) : Task.CompletedTask;
        }

        await Task.WhenAll(replicas.Select(replica => Task.Run(() => replica.RunRoundAsync(ids, isRepeat: false))));

        foreach (var id in ids)
        {
            Assert.True(await _outbox.IsSettledAsync(id, 2));
            Assert.Equal([1, 2], _outbox.Published(id).Distinct());
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_process_that_is_stopped_in_the_middle_ends_its_round_first(OutboxStep where)
    {
        var (reached, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var replica = _outbox.Replica();
        replica.Reached = async step =>
        {
            if (step == where && reached.TrySetResult())
            {
                await go.Task;
            }
        };
        await replica.StartAsync(default);
        var id = await _outbox.PendingAsync();
        await reached.Task;
        var another = await _outbox.PendingAsync();

        var stopped = replica.StopAsync(default);
        go.SetResult();
        await stopped;

        Assert.True(await _outbox.IsSettledAsync(id, 1));
        Assert.True(await _outbox.IsSettledAsync(another, 1));
    }

    [Fact]
    public async Task What_a_stopping_process_cannot_publish_any_more_is_due_at_once_for_the_others()
    {
        var failed = new TaskCompletionSource();
        var replica = _outbox.Replica();
        replica.Reached = _ =>
        {
            failed.TrySetResult();
            throw new ProcessDied();
        };
        await replica.StartAsync(default);
        await _outbox.PendingAsync();
        await failed.Task;
        var left = await _outbox.PendingAsync();
        await replica.StopAsync(default);

        Assert.Equal([left], await _outbox.Scan().ClaimAsync(default));
    }

    [Fact]
    public async Task The_hooks_know_of_a_fact_before_it_is_archived_and_are_woken_afterwards()
    {
        var id = await _outbox.PendingAsync();
        await _outbox.Replica().RunRoundAsync([id], isRepeat: false);
        Assert.Equal([("archiving", Fact.IdOf(id, 1)), ("archived", "")], _outbox.Hooked);
    }

    private async Task ClaimAndRunAsync()
    {
        _outbox.Clock.Advance(FactStore<Toy>.ClaimTime + TimeSpan.FromSeconds(1));
        var replica = _outbox.Replica();
        await replica.RunRoundAsync(await _outbox.Scan().ClaimAsync(default), isRepeat: true);
    }

    private void AssertInOrder(string id, int facts)
    {
        // Repeats are allowed, a later version before the first of an earlier one is not.
        var firsts = _outbox.Published(id).Distinct().ToList();
        Assert.Equal(Enumerable.Range(1, facts), firsts);
    }

    private sealed class ProcessDied : Exception;
}
