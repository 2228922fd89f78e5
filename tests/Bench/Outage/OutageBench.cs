using System.Diagnostics;
using Hotline.Bench.Measuring;
using Hotline.Bench.Submits;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Bench.Outage;

/// <summary>
/// An outage of the broker while submits go on, and how it ends: memory meanwhile, the time until everything that waited is published and
/// dispatched, and how long an urgent appeal (特急) takes through the backlog. The sustained rate of the same run stands beside.
/// </summary>
public static class OutageBench
{
    private static readonly TimeSpan Sustained = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan UrgentEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>So many submits a second for so long, as a hotline goes on when its broker is away.</summary>
    public static Task<int> RunAsync(Place place, Options options)
    {
        var (length, perSecond) = (TimeSpan.FromSeconds(options.Of("--seconds", 600)), options.Of("--per-second", 50));
        return RunAsync(place, options, async (load, figures) =>
        {
            var calls = await load.CallsAsync(length, perSecond);
            figures["submit_p99_ms"] = Load.Percentile(calls.Select(call => call.Ms), 0.99);
            return calls.Count;
        });
    }

    /// <summary>So many submits as fast as they are answered.</summary>
    public static Task<int> BacklogAsync(Place place, Options options)
    {
        var calls = options.Of("--calls", 50_000);
        return RunAsync(place, options, async (load, figures) =>
        {
            figures["submit_per_s"] = (await load.CallsAsync(calls)).PerSecond;
            return calls;
        });
    }

    private static async Task<int> RunAsync(Place place, Options options, Func<SubmitLoad, Figures, Task<int>> fillAsync)
    {
        var figures = new Figures();
        await using var load = new SubmitLoad(place);
        using var store = new Store(place);
        await load.WarmUpAsync();
        var sustained = await load.SustainAsync(Sustained);
        Console.Error.WriteLine($"  sustained {sustained.DispatchedPerSecond:0}/s; now the broker is killed");
        await Broker.KillAsync();
        await using (var memory = new MemoryWatch(place))
        {
            figures["backlog"] = await fillAsync(load, figures);
            memory.Write(figures);
        }

        Console.Error.WriteLine("  now the broker is started");
        await Broker.StartAsync();
        await DrainAsync(load, store, figures, sustained.DispatchedPerSecond);
        figures.Print(options.IsJson);
        return 0;
    }

    /// <summary>From the broker's return until everything is dispatched.</summary>
    private static async Task DrainAsync(SubmitLoad load, Store store, Figures figures, double sustained)
    {
        var (at, returned) = (DateTime.UtcNow, Stopwatch.StartNew());
        var waited = load.Waiting;
        var dispatched = load.DrainedAsync(DrainLimit);
        var urgent = UrgentAsync(load, dispatched);
        await PublishedAsync(store, at);
        figures["published_after_s"] = returned.Elapsed.TotalSeconds;
        await dispatched;
        var seconds = returned.Elapsed.TotalSeconds;
        figures["dispatched_after_s"] = seconds;
        figures.Spread("urgent_dispatched_ms", await urgent);
        figures["drained_per_s"] = waited / seconds;
        figures["sustained_per_s"] = sustained;
        figures["drained_to_sustained"] = waited / seconds / sustained;
    }

    /// <summary>An urgent appeal every few seconds until the backlog is gone, each timed from its submit to its dispatch seen.</summary>
    private static async Task<List<double>> UrgentAsync(SubmitLoad load, Task dispatched)
    {
        var times = new List<double>();
        do
        {
            times.Add(await load.TimeAsync("EMERGENCY", DrainLimit));
            Console.Error.WriteLine($"  urgent dispatched after {times[^1]:0} ms");
        }
        while (await Task.WhenAny(dispatched, Task.Delay(UrgentEvery)) != dispatched);
        return times;
    }

    /// <summary>Returns when Intake has published all that it accepted before an instant.</summary>
    private static async Task PublishedAsync(Store store, DateTime before)
    {
        var waits = new BsonDocument
        {
            { "due", new BsonDocument("$exists", true) },
            { "pending.recordedAt", new BsonDocument("$lt", before) },
        };
        var appeals = store.Database("intake").GetCollection<BsonDocument>("appeals");
        while (await appeals.Find(waits).Limit(1).AnyAsync())
        {
            await Task.Delay(Poll);
        }
    }
}
