using System.Collections.Concurrent;
using Hotline.Chassis.Facts;

namespace Hotline.Chassis.Tests.Outbox;

public sealed class OutboxSignalTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly OutboxSignal _signal = new();

    [Fact]
    public void Urgent_tickets_are_taken_first_by_themselves_and_each_once()
    {
        _signal.Raise("a", isUrgent: false);
        _signal.Raise("b", isUrgent: false);
        _signal.Raise("c", isUrgent: true);
        _signal.Raise("b", isUrgent: true);
        _signal.Raise("a", isUrgent: false);

        Assert.Equal(["c", "b"], _signal.Take(10));
        Assert.Equal(["a"], _signal.Take(10));
        Assert.Empty(_signal.Take(10));
    }

    [Fact]
    public void A_backlog_of_ordinary_tickets_shuts_out_no_urgent_one()
    {
        for (var i = 0; i < OutboxSignal.Capacity; i++)
        {
            _signal.Raise($"t{i}", isUrgent: false);
        }

        _signal.Raise("late", isUrgent: false);
        _signal.Raise("urgent", isUrgent: true);

        Assert.Equal(["urgent"], _signal.Take(10));
        Assert.DoesNotContain("late", _signal.Take(int.MaxValue));
    }

    [Fact]
    public void A_full_signal_takes_no_more_and_blocks_no_writer()
    {
        for (var i = 0; i < OutboxSignal.Capacity + 100; i++)
        {
            _signal.Raise($"t{i}", isUrgent: false);
        }

        Assert.Equal(OutboxSignal.Capacity, _signal.Waiting.Count);
        Assert.Equal(OutboxSignal.Capacity, _signal.Take(int.MaxValue).Count);
        Assert.Equal(0, _signal.Waiting.Count);
    }

    [Fact]
    public async Task A_wait_ends_with_its_time_when_nothing_is_raised()
    {
        await _signal.WaitAsync(TimeSpan.FromMilliseconds(20), TimeProvider.System, default);
        Assert.Empty(_signal.Take(1));
    }

    [Fact]
    public async Task No_wake_up_is_lost_however_writers_and_the_loop_interleave()
    {
        const int Writers = 4;
        const int Each = 20_000;
        var seen = new ConcurrentDictionary<string, bool>();
        using var end = new CancellationTokenSource(Long);
        var loop = Task.Run(async () =>
        {
            while (seen.Count < Writers * Each)
            {
                // Far longer than the test may take: a lost wake-up would show as one.
                await _signal.WaitAsync(TimeSpan.FromMinutes(5), TimeProvider.System, end.Token);
                IReadOnlyList<string> taken;
                while ((taken = _signal.Take(64)).Count > 0)
                {
                    foreach (var id in taken)
                    {
                        Assert.True(seen.TryAdd(id, true));
                    }
                }
            }
        });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                while (_signal.Waiting.Count > OutboxSignal.Capacity / 2)
                {
                    await Task.Yield();
                }

                _signal.Raise($"{writer}|{i}", isUrgent: i % 7 == 0);
                if (i % 97 == 0)
                {
                    await Task.Yield();
                }
            }
        })));

        await loop;
        Assert.Equal(Writers * Each, seen.Count);
    }
}
