using Hotline.Bench.Measuring;

namespace Hotline.Bench.Submits;

/// <summary>
/// The smoke measurements: submit, answered and until dispatched, beside a bare insert in one run, all warm, in rounds that
/// take turns; a sustained load with a bounded backlog between rounds of the bare insert; the time from submit to the dispatch
/// seen in Tracking.
/// </summary>
public static class Smoke
{
    private const int Rounds = 3;
    private const int PaceEach = 50;
    private static readonly TimeSpan Sustained = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Paced = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(Place place, Options options)
    {
        await using var load = new SubmitLoad(place);
        await load.WarmUpAsync();
        await using var bare = await Yardstick.StartAsync(place, await load.OneAsync());
        var rounds = new List<Round>();
        for (var round = 1; round <= Rounds; round++)
        {
            // The bare insert runs when nothing else does.
            var alone = await bare.PerSecondAsync();
            var (answered, dispatched) = await load.BurstAsync();
            rounds.Add(new Round(alone, answered, dispatched));
            Console.Error.WriteLine($"  burst {round}: bare {alone:0}/s, answered {answered.PerSecond:0}/s, dispatched {dispatched:0}/s");
        }

        var sustained = await load.SustainAsync(Sustained);
        var afterwards = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            afterwards.Add(await bare.PerSecondAsync());
        }

        var bareRates = string.Join(", ", afterwards.Select(rate => $"{rate:0}"));
        Console.Error.WriteLine($"  sustained: dispatched {sustained.DispatchedPerSecond:0}/s, bare afterwards {bareRates}/s");
        var paced = await load.PaceAsync(Paced, PaceEach);
        FiguresOf(rounds, afterwards, sustained, paced).Print(options.IsJson);
        return 0;
    }

    private static Figures FiguresOf(List<Round> rounds, List<double> afterwards, Sustained sustained, Paced paced)
    {
        double[] bare = [.. rounds.Select(round => round.Bare), .. afterwards];
        var figures = new Figures();
        figures.Spread("submit_burst_ratio", rounds.ConvertAll(round => round.Answered.PerSecond / round.Bare));
        figures["submit_burst_per_s"] = Load.Median(rounds.Select(round => round.Answered.PerSecond));
        figures["submit_burst_p99_ms"] = Load.Percentile(rounds.SelectMany(round => round.Answered.Milliseconds), 0.99);
        figures.Spread("dispatched_burst_ratio", rounds.ConvertAll(round => round.Dispatched / round.Bare));
        figures["dispatched_burst_per_s"] = Load.Median(rounds.Select(round => round.Dispatched));
        Beside("submit_sustained_ratio", sustained.PerSecond);
        figures["submit_per_s"] = sustained.PerSecond;
        Beside("dispatched_sustained_ratio", sustained.DispatchedPerSecond);
        figures["dispatched_sustained_per_s"] = sustained.DispatchedPerSecond;
        figures["sustained_backlog_at_end"] = sustained.Left;
        figures["bare_insert_per_s"] = Load.Median(bare);
        figures["paced_per_s"] = paced.PerSecond;
        figures["submit_p99_ms"] = paced.SubmitP99;
        figures["dispatched_p99_ms"] = paced.DispatchedP99;
        figures["cpu_ms_per_submit"] = sustained.CpuMs;
        return figures;

        void Beside(string name, double rate)
        {
            figures[name] = rate / Load.Median(bare);
            figures[name + "_min"] = rate / bare.Max();
            figures[name + "_max"] = rate / bare.Min();
        }
    }

    private sealed record Round(double Bare, Load Answered, double Dispatched);
}
