using System.Collections.Concurrent;
using System.Diagnostics;
using Hotline.Bench.Measuring;
using Hotline.Tracking.V1;

namespace Hotline.Bench.Lives;

/// <summary>Whole lives of tickets by callers of whom each begins the next when one has ended.</summary>
public static class LivesBench
{
    // Until the hot paths are compiled for good.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(60);
    private static readonly string[] Calls = ["submit", "sign", "contact", "start", "feedback", "review", "claim", "callback", "get"];

    public static async Task<int> RunAsync(Place place, Options options)
    {
        var (callers, length) = (options.Of("--callers", 64), TimeSpan.FromSeconds(options.Of("--seconds", 30)));
        using var staff = new Staff(place);
        using var store = new Store(place);
        await using var watch = new ChangeWatch(place);
        await watch.OpenAsync();
        await RoundAsync(staff, watch, callers, WarmUp);
        await store.StillAsync();
        Console.Error.WriteLine($"  warm; {callers} callers for {length.TotalSeconds:0} s");

        var bytes = await store.BytesAsync();
        var before = await Costs.SoFarAsync(place, store);
        var round = await RoundAsync(staff, watch, callers, length);
        await watch.CaughtUpAsync(round.Last, CatchUp);
        await store.StillAsync();
        var after = await Costs.SoFarAsync(place, store);
        var figures = round.Figures();
        Costs.Write(figures, before, after, round.Lives.Count);
        foreach (var service in Place.Services.Where(place.Processes.ContainsKey))
        {
            figures[$"rss_mb_{service}"] = ProcessTree.ResidentMb(place.Processes[service]) ?? double.NaN;
        }

        await StoredAsync(figures, store, bytes, round.Lives.Count);
        var feed = await FeedComparison.OfAsync(staff, watch, round.Last);
        figures["watch_changes"] = feed.Changes;
        figures["watch_mismatch"] = feed.Mismatch;
        figures["watch_missing"] = feed.Missing;
        figures.Print(options.IsJson);
        return 0;
    }

    /// <summary>Lives for so long; those that have begun are lived to their end.</summary>
    private static async Task<Round> RoundAsync(Staff staff, ChangeWatch watch, int callers, TimeSpan length)
    {
        var (lives, times, begun) = (new ConcurrentBag<(Ticket, double)>(), new CallTimes(), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            while (begun.Elapsed < length)
            {
                lives.Add(await new Life(staff, watch, times).LiveAsync());
            }
        }));
        return new Round(lives, times, begun.Elapsed);
    }

    private static async Task StoredAsync(Figures figures, Store store, IReadOnlyDictionary<string, long> before, int lives)
    {
        var after = await store.BytesAsync();
        figures["stored_bytes_per_life"] = (after.Values.Sum() - before.Values.Sum()) / (double)lives;
        foreach (var (service, bytes) in after)
        {
            figures[$"stored_bytes_per_life_{service}"] = (bytes - before[service]) / (double)lives;
        }
    }

    private sealed record Round(IReadOnlyCollection<(Ticket Ticket, double VisibleMs)> Lives, CallTimes Times, TimeSpan Length)
    {
        /// <summary>The tickets with their versions at the end.</summary>
        public IReadOnlyDictionary<string, long> Last { get; } =
            Lives.ToDictionary(life => life.Ticket.TicketId, life => life.Ticket.Version);

        public Figures Figures()
        {
            var figures = new Figures
            {
                ["lives"] = Lives.Count,
                ["lives_per_s"] = Lives.Count / Length.TotalSeconds,
                ["visible_p50_ms"] = Load.Median(Lives.Select(life => life.VisibleMs)),
                ["visible_p99_ms"] = Load.Percentile(Lives.Select(life => life.VisibleMs), 0.99),
                ["call_p50_ms"] = Load.Median(Times.All),
                ["call_p95_ms"] = Load.Percentile(Times.All, 0.95),
                ["call_p99_ms"] = Load.Percentile(Times.All, 0.99),
            };
            foreach (var call in Calls)
            {
                figures[$"{call}_p95_ms"] = Times.P95(call);
            }

            figures["call_retries"] = Times.Retries;
            return figures;
        }
    }
}
