using Hotline.Bench.Measuring;

namespace Hotline.Bench.Submits;

/// <summary>Submits until dispatched and nothing beside it: a quick figure with its spread, to compare two builds in turn.</summary>
public static class Dispatched
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(Place place, Options options)
    {
        await using var load = new SubmitLoad(place);
        await load.WarmUpAsync();
        var (answered, dispatched) = (new List<double>(), new List<double>());
        for (var round = 1; round <= options.Of("--rounds", 3); round++)
        {
            var burst = await load.BurstAsync();
            answered.Add(burst.Answered.PerSecond);
            dispatched.Add(burst.DispatchedPerSecond);
            Console.Error.WriteLine($"  burst {round}: answered {answered[^1]:0}/s, dispatched {dispatched[^1]:0}/s");
        }

        var sustained = await load.SustainAsync(Length);
        var figures = new Figures();
        figures.Spread("submit_burst_per_s", answered);
        figures.Spread("dispatched_burst_per_s", dispatched);
        figures["dispatched_sustained_per_s"] = sustained.DispatchedPerSecond;
        figures["dispatched_sustained_per_s_min"] = sustained.Windows.Min();
        figures["dispatched_sustained_per_s_max"] = sustained.Windows.Max();
        figures["sustained_backlog_at_end"] = sustained.Left;
        figures["cpu_ms_per_submit"] = sustained.CpuMs;
        figures.Print(options.IsJson);
        return 0;
    }
}
