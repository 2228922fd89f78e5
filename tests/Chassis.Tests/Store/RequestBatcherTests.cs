using System.Collections.Concurrent;
using Hotline.Chassis.Store;
using Microsoft.Extensions.Time.Testing;

namespace Hotline.Chassis.Tests.Store;

public sealed class RequestBatcherTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task What_comes_while_a_batch_is_under_way_makes_the_next_and_each_caller_gets_its_own_answer()
    {
        var (sizes, first, go) = (new ConcurrentQueue<int>(), new TaskCompletionSource(), new TaskCompletionSource());
        var batcher = Batcher(new BatchOptions { Concurrency = 1, MaxItems = 8 }, async batch =>
        {
            sizes.Enqueue(batch.Count);
            first.TrySetResult();
            await go.Task;
        });
        var calls = new List<Task<int>> { batcher.SendAsync(0, default) };
        await first.Task;
        calls.AddRange(Enumerable.Range(1, 20).Select(i => batcher.SendAsync(i, default)));
        go.SetResult();

        Assert.Equal(Enumerable.Range(0, 21).Select(i => i * 2), await Task.WhenAll(calls));
        Assert.Equal([1, 8, 8, 4], sizes);
    }

    [Fact]
    public async Task A_caller_that_left_costs_no_work()
    {
        var (asked, first, go) = (new ConcurrentQueue<int>(), new TaskCompletionSource(), new TaskCompletionSource());
        var batcher = Batcher(new BatchOptions { Concurrency = 1 }, async batch =>
        {
            foreach (var item in batch)
            {
                asked.Enqueue(item.Request);
            }

            first.TrySetResult();
            await go.Task;
        });
        using var leaving = new CancellationTokenSource();
        var stays = batcher.SendAsync(0, default);
        await first.Task;
        var leaves = batcher.SendAsync(1, leaving.Token);
        var last = batcher.SendAsync(2, default);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        go.SetResult();
        await Task.WhenAll(stays, last);

        Assert.Equal([0, 2], asked);
    }

    [Fact]
    public async Task One_more_than_may_wait_is_refused_at_once()
    {
        var (first, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var batcher = Batcher(new BatchOptions { Concurrency = 1, Capacity = 2 }, async _ =>
        {
            first.TrySetResult();
            await go.Task;
        });
        var calls = new List<Task<int>> { batcher.SendAsync(0, default) };
        await first.Task;
        calls.AddRange([batcher.SendAsync(1, default), batcher.SendAsync(2, default)]);

        await Assert.ThrowsAsync<TimeoutException>(() => batcher.SendAsync(3, default));
        go.SetResult();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task A_batch_that_hangs_ends_in_time_and_holds_up_no_other()
    {
        var (first, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        var batcher = Batcher(new BatchOptions { Concurrency = 2 }, async batch =>
        {
            if (batch[0].Request == 0)
            {
                first.TrySetResult();
                await never.Task;
            }
        });
        var hangs = batcher.SendAsync(0, default);
        await first.Task;
        Assert.Equal(2, await batcher.SendAsync(1, default));

        _clock.Advance(new BatchOptions().Timeout);
        await Assert.ThrowsAsync<TimeoutException>(() => hangs);
        Assert.Equal(4, await batcher.SendAsync(2, default));
    }

    [Fact]
    public async Task What_a_batch_throws_reaches_all_whom_it_left_without_an_answer()
    {
        var batcher = Batcher(new BatchOptions(), _ => throw new InvalidDataException());
        await Assert.ThrowsAsync<InvalidDataException>(() => batcher.SendAsync(0, default));
        await Assert.ThrowsAsync<InvalidDataException>(() => batcher.SendAsync(1, default));
    }

    private RequestBatcher<int, int> Batcher(BatchOptions options, Func<IReadOnlyList<BatchItem<int, int>>, Task> before) => new(
        async (batch, _) =>
        {
            await before(batch);
            foreach (var item in batch)
            {
                item.Complete(item.Request * 2);
            }
        },
        options,
        _clock);
}
