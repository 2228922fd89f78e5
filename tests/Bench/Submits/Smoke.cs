using System.Diagnostics;
using System.Text.Json;
using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Bench;

/// <summary>
/// The smoke measurements: submit beside a bare insert in one run, both warm, in rounds that take turns; a sustained
/// load with a bounded backlog between rounds of the bare insert; the time from submit to the dispatch seen in Tracking.
/// </summary>
public static class Smoke
{
    private const int Callers = 32;
    private const int BurstCalls = 3_000;
    private const int Rounds = 3;

    // Until the hot paths are compiled for good. The yardstick gets as many: measured cold it would flatter us.
    private const int WarmUp = 6_000;
    private const int Backlog = 1_000;
    private const int PaceEach = 50;
    private static readonly TimeSpan Sustained = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Paced = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(Place place, bool json)
    {
        using var submit = new Caller(place.Intake, place.Operator);
        await using var watch = new DispatchWatch(place.Tracking, place.Dispatcher);
        await watch.OpenAsync();
        var sent = new Counter();

        await WarmUpAsync(submit, watch, sent);
        var (bareProcess, port) = await StartBareAsync(place, submit, sent);
        try
        {
            using var bare = new Caller(new Uri($"http://127.0.0.1:{port}"), null);
            await bare.BurstAsync(WarmUp, Callers);
            var rounds = new List<(Load Bare, Load Submit)>();
            for (var round = 0; round < Rounds; round++)
            {
                await watch.UntilAsync(sent.Value, DrainLimit);
                var alone = await bare.BurstAsync(BurstCalls, Callers);
                var ours = await submit.BurstAsync(BurstCalls, Callers);
                sent.Add(BurstCalls);
                rounds.Add((alone, ours));
                Console.Error.WriteLine($"  burst {round + 1}: bare {alone.PerSecond:0}/s, submit {ours.PerSecond:0}/s, ratio {ours.PerSecond / alone.PerSecond:0.00}");
            }

            await watch.UntilAsync(sent.Value, DrainLimit);
            var sustained = await SustainAsync(submit, watch, sent);
            await watch.UntilAsync(sent.Value, DrainLimit);
            var afterwards = new List<Load>();
            for (var round = 0; round < Rounds; round++)
            {
                afterwards.Add(await bare.BurstAsync(BurstCalls, Callers));
            }

            Console.Error.WriteLine($"  sustained: submit {sustained.PerSecond:0}/s, bare afterwards {string.Join(", ", afterwards.Select(load => $"{load.PerSecond:0}"))}/s");
            var latency = await PaceAsync(submit, watch, sent);
            Print(rounds, afterwards, sustained, latency, json);
            return 0;
        }
        finally
        {
            bareProcess.Kill();
            await bareProcess.WaitForExitAsync();
            bareProcess.Dispose();
            await MongoSetup.Open(place.MongoDb, place.DatabasePrefix + BareService.Database, "hotline-bench").Client.DropDatabaseAsync(place.DatabasePrefix + BareService.Database);
        }
    }

    /// <summary>Rounds of submits alone, to see what the answer itself costs.</summary>
    public static async Task<int> BurstAsync(Place place)
    {
        using var submit = new Caller(place.Intake, place.Operator);
        for (var round = 0; round < Rounds; round++)
        {
            Console.WriteLine($"  submit {(await submit.BurstAsync(BurstCalls, Callers)).PerSecond:0}/s");
        }

        return 0;
    }

    /// <summary>The sustained load alone, with what it costs: to take a profile by.</summary>
    public static async Task<int> LoadAsync(Place place)
    {
        using var submit = new Caller(place.Intake, place.Operator);
        await using var watch = new DispatchWatch(place.Tracking, place.Dispatcher);
        await watch.OpenAsync();
        var sent = new Counter();
        await WarmUpAsync(submit, watch, sent);
        Console.Error.WriteLine("  warm");
        var (perSecond, cpuMs, left) = await SustainAsync(submit, watch, sent);
        Console.WriteLine($"  sustained {perSecond:0}/s, {cpuMs:0.0} ms of processor a submit, {left} under way at the end");
        return 0;
    }

    private static async Task WarmUpAsync(Caller submit, DispatchWatch watch, Counter sent)
    {
        await submit.BurstAsync(WarmUp, Callers);
        sent.Add(WarmUp);
        await watch.UntilAsync(sent.Value, DrainLimit);
    }

    /// <summary>Takes the document that Intake wrote, with its fact still pending, as the bare service's document.</summary>
    private static async Task<(Process Process, int Port)> StartBareAsync(Place place, Caller submit, Counter sent)
    {
        var appeal = await submit.SubmitAsync();
        sent.Add(1);
        var intake = MongoSetup.Open(place.MongoDb, place.DatabasePrefix + "intake", "hotline-bench");
        var document = await intake.GetCollection<BsonDocument>("appeals").Find(new BsonDocument("_id", appeal.AppealId)).FirstAsync();
        if (document["pending"].AsBsonArray.Count == 0)
        {
            document["pending"] = new BsonArray(await intake.GetCollection<BsonDocument>("facts").Find(new BsonDocument("ticket", appeal.AppealId)).ToListAsync());
        }

        var name = place.DatabasePrefix + BareService.Database;
        await MongoSetup.Open(place.MongoDb, name, "hotline-bench").GetCollection<BsonDocument>("sample").InsertOneAsync(document);
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Smoke).Assembly.Location, "bare", $"{port}", place.MongoDb, name]))!;
        await ListeningAsync(port);
        return (process, port);
    }

    private static async Task<(double PerSecond, double CpuMs, int Left)> SustainAsync(Caller submit, DispatchWatch watch, Counter sent)
    {
        var (busy, begun, before) = (Machine.Busy(), Stopwatch.StartNew(), sent.Value);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            while (begun.Elapsed < Sustained)
            {
                if (sent.Value - watch.Count > Backlog)
                {
                    await Task.Delay(5);
                    continue;
                }

                sent.Add(1);
                await submit.SubmitAsync();
            }
        }));
        var (calls, seconds, left) = (sent.Value - before, begun.Elapsed.TotalSeconds, sent.Value - watch.Count);
        await watch.UntilAsync(sent.Value, DrainLimit);
        return (calls / seconds, (Machine.Busy() - busy).TotalMilliseconds / calls, left);
    }

    /// <summary>Each call has its instant, and its time counts from there: a call that starts late has waited.</summary>
    private static async Task<(double PerSecond, double SubmitP99, double DispatchedP99)> PaceAsync(Caller submit, DispatchWatch watch, Counter sent)
    {
        var total = (int)(Paced.TotalSeconds * PaceEach);
        var calls = new List<Task<(string Ticket, long Due, double Ms)>>(total);
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < total; i++)
        {
            var due = begun + (i * Stopwatch.Frequency / PaceEach);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            calls.Add(OneAsync(submit, due));
            sent.Add(1);
        }

        var all = await Task.WhenAll(calls);
        var perSecond = total / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await watch.UntilAsync(sent.Value, DrainLimit);
        return (
            perSecond,
            Load.Percentile(all.Select(call => call.Ms), 0.99),
            Load.Percentile(all.Select(call => watch.Since(call.Ticket, call.Due) ?? double.PositiveInfinity), 0.99));
    }

    private static async Task<(string Ticket, long Due, double Ms)> OneAsync(Caller submit, long due)
    {
        var appeal = await submit.SubmitAsync();
        return (appeal.AppealId, due, Stopwatch.GetElapsedTime(due).TotalMilliseconds);
    }

    private static void Print(
        List<(Load Bare, Load Submit)> rounds,
        List<Load> afterwards,
        (double PerSecond, double CpuMs, int Left) sustained,
        (double PerSecond, double SubmitP99, double DispatchedP99) latency,
        bool json)
    {
        var ratios = rounds.ConvertAll(round => round.Submit.PerSecond / round.Bare.PerSecond);
        var bare = rounds.Select(round => round.Bare).Concat(afterwards).Select(load => load.PerSecond).ToList();
        var figures = new Dictionary<string, double>
        {
            ["submit_burst_ratio"] = Load.Percentile(ratios, 0.5),
            ["submit_burst_ratio_min"] = ratios.Min(),
            ["submit_burst_ratio_max"] = ratios.Max(),
            ["submit_burst_per_s"] = Load.Percentile(rounds.Select(round => round.Submit.PerSecond), 0.5),
            ["submit_burst_p99_ms"] = Load.Percentile(rounds.SelectMany(round => round.Submit.Milliseconds), 0.99),
            ["submit_sustained_ratio"] = sustained.PerSecond / Load.Percentile(bare, 0.5),
            ["submit_sustained_ratio_min"] = sustained.PerSecond / bare.Max(),
            ["submit_sustained_ratio_max"] = sustained.PerSecond / bare.Min(),
            ["submit_per_s"] = sustained.PerSecond,
            ["sustained_backlog_at_end"] = sustained.Left,
            ["bare_insert_per_s"] = Load.Percentile(bare, 0.5),
            ["paced_per_s"] = latency.PerSecond,
            ["submit_p99_ms"] = latency.SubmitP99,
            ["dispatched_p99_ms"] = latency.DispatchedP99,
            ["cpu_ms_per_submit"] = sustained.CpuMs,
        };
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(figures.ToDictionary(figure => figure.Key, figure => Math.Round(figure.Value, 3)), JsonSerializerOptions.Web));
            return;
        }

        foreach (var (name, value) in figures)
        {
            Console.WriteLine($"  {name,-27} {value,10:0.###}");
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ListeningAsync(int port)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new System.Net.Sockets.TcpClient();
                await client.ConnectAsync(System.Net.IPAddress.Loopback, port);
                return;
            }
            catch (System.Net.Sockets.SocketException) when (watch.Elapsed < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Counts across callers.</summary>
    private sealed class Counter
    {
        private int _value;

        public int Value => Volatile.Read(ref _value);

        public void Add(int more) => Interlocked.Add(ref _value, more);
    }
}
