using System.Collections.Concurrent;
using Hotline.Chassis.Facts;

namespace Hotline.Chassis.Tests.Outbox;

public sealed class OutboxSignalTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly SignalLane _lane = new();

    [Fact]
    public void A_ticket_that_waits_keeps_its_place_and_is_taken_once()
    {
        _lane.Raise("a");
        _lane.Raise("b");
        _lane.Raise("a");

        Assert.Equal(["a"], _lane.Take(1));
        Assert.Equal(["b"], _lane.Take(10));
        Assert.Empty(_lane.Take(10));
    }

    [Fact]
    public void A_backlog_of_ordinary_tickets_shuts_out_no_urgent_one()
    {
        var signal = new OutboxSignal();
        for (var i = 0; i < SignalLane.Capacity; i++)
        {
            signal.Raise($"t{i}", isUrgent: false);
        }

        signal.Raise("late", isUrgent: false);
        signal.Raise("urgent", isUrgent: true);

        Assert.Equal(["urgent"], signal.Urgent.Take(10));
        Assert.DoesNotContain("late", signal.Ordinary.Take(int.MaxValue));
    }

    [Fact]
    public void A_full_lane_takes_no_more_and_blocks_no_writer()
    {
        for (var i = 0; i < SignalLane.Capacity + 100; i++)
        {
            _lane.Raise($"t{i}");
        }

        Assert.Equal(SignalLane.Capacity, _lane.Count);
        Assert.Equal(SignalLane.Capacity, _lane.Take(int.MaxValue).Count);
        Assert.Equal(0, _lane.Count);
    }

    [Fact]
    public async Task A_wait_ends_with_its_time_when_nothing_is_raised()
    {
        await _lane.WaitAsync(TimeSpan.FromMilliseconds(20), TimeProvider.System, default);
        Assert.Empty(_lane.Take(1));
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
                await _lane.WaitAsync(TimeSpan.FromMinutes(5), TimeProvider.System, end.Token);
                IReadOnlyList<string> taken;
                while ((taken = _lane.Take(64)).Count > 0)
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
                while (_lane.Count > SignalLane.Capacity / 2)
                {
                    await Task.Yield();
                }

                _lane.Raise($"{writer}|{i}");
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
