using System.Threading.Channels;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Telemetry;

namespace Hotline.Chassis.Tests.Facts;

/// <summary>Announcing waits for a burst of calls, at most three seconds and once; never for calls that keep coming.</summary>
public sealed class GiveWayTests
{
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(50);

    private readonly SteppedTime _time = new();
    private readonly CallLoad _load = new();
    private readonly GiveWay _giveWay;

    public GiveWayTests() => _giveWay = new(_load, Linger, _time);

    [Fact]
    public async Task Without_calls_it_waits_for_the_linger_only() => Assert.Equal(Linger, await WaitAsync(callsEachLinger: 0));

    [Fact]
    public async Task Calls_below_the_rate_of_a_burst_hold_nothing_up() => Assert.Equal(Linger, await WaitAsync(callsEachLinger: 5));

    [Fact]
    public async Task A_burst_is_given_way_to_until_it_ends() =>
        Assert.Equal(10 * Linger, await WaitAsync(callsEachLinger: 100, rounds: 9));

    [Fact]
    public async Task Calls_that_keep_coming_hold_announcing_up_once()
    {
        Assert.Equal(TimeSpan.FromSeconds(3), await WaitAsync(callsEachLinger: 100));
        Assert.Equal(Linger, await WaitAsync(callsEachLinger: 100));
    }

    [Fact]
    public async Task After_a_calm_the_next_burst_is_a_new_one()
    {
        await WaitAsync(callsEachLinger: 100);
        _time.Pass(TimeSpan.FromSeconds(2.1));

        Assert.Equal(TimeSpan.FromSeconds(3), await WaitAsync(callsEachLinger: 100));
    }

    /// <summary>How long it waits when so many calls come in each linger, for so many lingers.</summary>
    private async Task<TimeSpan> WaitAsync(int callsEachLinger, int rounds = int.MaxValue)
    {
        var begun = _time.GetTimestamp();
        var waiting = _giveWay.WaitAsync(default);
        for (var round = 0; await _time.NextTimerAsync(waiting) is { } fire; round++)
        {
            for (var call = 0; round < rounds && call < callsEachLinger; call++)
            {
                _load.Enter();
            }

            fire();
        }

        await waiting;
        return _time.GetElapsedTime(begun, _time.GetTimestamp());
    }

    /// <summary>Time that passes when the test says so: each timer is fired by hand, at its instant.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private readonly Channel<Action> _timers = Channel.CreateUnbounded<Action>();
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _now);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Writer.TryWrite(() =>
            {
                Pass(dueTime);
                callback(state);
            });
            return new Timer();
        }

        public void Pass(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);

        /// <summary>Fires the next timer; null when what was waited for has ended instead.</summary>
        public async Task<Action?> NextTimerAsync(Task until)
        {
            var next = _timers.Reader.WaitToReadAsync().AsTask();
            await Task.WhenAny(until, next);
            return _timers.Reader.TryRead(out var fire) ? fire : null;
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
