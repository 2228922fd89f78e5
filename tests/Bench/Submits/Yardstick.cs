using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Hotline.Bench.Measuring;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Bench.Submits;

/// <summary>The bare service as a process of its own, warm, over the same store.</summary>
public sealed class Yardstick : IAsyncDisposable
{
    private const string Name = "bare";

    private readonly Store _store;
    private readonly Process _process;
    private readonly Caller _caller;

    private Yardstick(Store store, Process process, Caller caller) => (_store, _process, _caller) = (store, process, caller);

    /// <summary>
    /// Starts it with the document that Intake wrote for this appeal, and warms it: measured cold it would flatter the services.
    /// </summary>
    public static async Task<Yardstick> StartAsync(Place place, string appealId)
    {
        var store = new Store(place);
        await store.Database(Name).GetCollection<BsonDocument>("sample").InsertOneAsync(await SampleAsync(store, appealId));
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(Yardstick).Assembly.Location, "bare", $"{port}", place.MongoDb, place.DatabasePrefix + Name]))!;
        await ListeningAsync(port);
        var yardstick = new Yardstick(store, process, new Caller(new Uri($"http://127.0.0.1:{port}"), null));
        await yardstick._caller.BurstAsync(SubmitLoad.WarmUp, SubmitLoad.Callers);
        return yardstick;
    }

    public async Task<double> PerSecondAsync() => (await _caller.BurstAsync(SubmitLoad.BurstCalls, SubmitLoad.Callers)).PerSecond;

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        var database = _store.Database(Name);
        await database.Client.DropDatabaseAsync(database.DatabaseNamespace.DatabaseName);
        _store.Dispose();
    }

    /// <summary>The appeal as it was inserted: with its facts still pending, though they may have been archived since.</summary>
    private static async Task<BsonDocument> SampleAsync(Store store, string appealId)
    {
        var intake = store.Database("intake");
        var document = await intake.GetCollection<BsonDocument>("appeals").Find(new BsonDocument("_id", appealId)).FirstAsync();
        if (document.GetValue("pending", new BsonArray()).AsBsonArray.Count == 0)
        {
            var facts = intake.GetCollection<BsonDocument>("facts").Find(new BsonDocument("ticket", appealId));
            document["pending"] = new BsonArray(await facts.ToListAsync());
        }

        return document;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task ListeningAsync(int port)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (watch.Elapsed < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(50);
            }
        }
    }
}
