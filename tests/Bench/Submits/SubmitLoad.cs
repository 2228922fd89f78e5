using System.Diagnostics;
using Hotline.Bench.Measuring;

namespace Hotline.Bench.Submits;

/// <summary>
/// Submits of several shapes, each followed until the last ticket is seen dispatched: what is answered early and done
/// later is not faster.
/// </summary>
public sealed class SubmitLoad(Place place) : IAsyncDisposable
{
    public const int Callers = 32;
    public const int BurstCalls = 3_000;

    // Until the hot paths are compiled for good.
    public const int WarmUp = 6_000;

    private const int Backlog = 1_000;
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Caller _submit = new(place.Intake, place.Token("operator"));
    private readonly DispatchWatch _watch = new(place);
    private readonly Counter _sent = new();

    public async Task WarmUpAsync()
    {
        await _watch.OpenAsync();
        await _submit.BurstAsync(WarmUp, Callers);
        _sent.Add(WarmUp);
        await DrainedAsync();
    }

    /// <summary>How many were sent whose dispatch has not been seen.</summary>
    public int Waiting => _sent.Value - _watch.Count;

    /// <summary>One submit; the ticket's id.</summary>
    public async Task<string> OneAsync(string urgency = "NORMAL")
    {
        _sent.Add(1);
        return (await _submit.SubmitAsync(urgency)).AppealId;
    }

    /// <summary>One submit, and the milliseconds until its dispatch is seen.</summary>
    /// <exception cref="TimeoutException">It was not seen within the limit.</exception>
    public async Task<double> TimeAsync(string urgency, TimeSpan limit)
    {
        var begun = Stopwatch.GetTimestamp();
        var ticket = await OneAsync(urgency);
        return await _watch.UntilAsync(ticket, begun, limit);
    }

    /// <summary>So many submits as fast as they are answered, whatever becomes of them.</summary>
    public Task<Load> CallsAsync(int calls)
    {
        _sent.Add(calls);
        return _submit.BurstAsync(calls, Callers);
    }

    /// <summary>Sends a burst into a system without backlog: the answers, and the rate at which all were seen dispatched.</summary>
    public async Task<(Load Answered, double DispatchedPerSecond)> BurstAsync()
    {
        await DrainedAsync();
        var begun = Stopwatch.StartNew();
        _sent.Add(BurstCalls);
        var answered = await _submit.BurstAsync(BurstCalls, Callers);
        await DrainedAsync();
        return (answered, BurstCalls / begun.Elapsed.TotalSeconds);
    }

    /// <summary>Keeps the backlog filled and bounded for this long.</summary>
    public async Task<Sustained> SustainAsync(TimeSpan length)
    {
        await DrainedAsync();
        var (busy, begun, before) = (Machine.Busy(), Stopwatch.StartNew(), _sent.Value);
        var windows = WindowsAsync(begun, length);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            while (begun.Elapsed < length)
            {
                if (Waiting > Backlog)
                {
                    await Task.Delay(5);
                    continue;
                }

                await OneAsync();
            }
        }));
        var (calls, seconds, left) = (_sent.Value - before, begun.Elapsed.TotalSeconds, Waiting);
        await DrainedAsync();
        var (dispatchedPerSecond, cpu) = (calls / begun.Elapsed.TotalSeconds, Machine.Busy() - busy);
        return new Sustained(calls / seconds, dispatchedPerSecond, await windows, cpu.TotalMilliseconds / calls, left);
    }

    /// <summary>Calls at a pace, and when the last of them was seen dispatched.</summary>
    public async Task<Paced> PaceAsync(TimeSpan length, int perSecond)
    {
        var begun = Stopwatch.GetTimestamp();
        var all = await CallsAsync(length, perSecond);
        var rate = all.Count / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await DrainedAsync();
        return new Paced(
            rate,
            Load.Percentile(all.Select(call => call.Ms), 0.99),
            Load.Percentile(all.Select(call => _watch.Since(call.Ticket, call.Due) ?? double.PositiveInfinity), 0.99));
    }

    /// <summary>Each call has its instant, and its time counts from there: a call that starts late has waited.</summary>
    public async Task<IReadOnlyList<(string Ticket, long Due, double Ms)>> CallsAsync(TimeSpan length, int perSecond)
    {
        var total = (int)(length.TotalSeconds * perSecond);
        var calls = new List<Task<(string Ticket, long Due, double Ms)>>(total);
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < total; i++)
        {
            var due = begun + (i * Stopwatch.Frequency / perSecond);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            calls.Add(FromAsync(due));
        }

        return await Task.WhenAll(calls);
    }

    /// <summary>Returns when the dispatch of all that was sent until now has been seen.</summary>
    /// <exception cref="TimeoutException">It was not within the limit.</exception>
    public Task DrainedAsync(TimeSpan limit) => _watch.UntilAsync(_sent.Value, limit);

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        _submit.Dispose();
    }

    private Task DrainedAsync() => DrainedAsync(DrainLimit);

    private async Task<(string Ticket, long Due, double Ms)> FromAsync(long due) =>
        (await OneAsync(), due, Stopwatch.GetElapsedTime(due).TotalMilliseconds);

    /// <summary>The rate of dispatches seen, window by window.</summary>
    private async Task<IReadOnlyList<double>> WindowsAsync(Stopwatch begun, TimeSpan length)
    {
        var rates = new List<double>();
        for (var (from, seen) = (begun.Elapsed, _watch.Count); from + Window <= length;)
        {
            await Task.Delay(TimeSpan.FromTicks(Math.Max(0, (from + Window - begun.Elapsed).Ticks)));
            var (now, count) = (begun.Elapsed, _watch.Count);
            rates.Add((count - seen) / (now - from).TotalSeconds);
            (from, seen) = (now, count);
        }

        return rates;
    }
}

/// <summary>
/// What a sustained load came to: submits a second, dispatches a second until the last was seen, dispatches a second in
/// windows of five seconds, processor time a submit, and what was still under way when the last submit was answered.
/// </summary>
public sealed record Sustained(double PerSecond, double DispatchedPerSecond, IReadOnlyList<double> Windows, double CpuMs, int Left);

/// <summary>The rate kept, and the slowest hundredth from a call's instant to its answer and to its dispatch seen.</summary>
public sealed record Paced(double PerSecond, double SubmitP99, double DispatchedP99);
