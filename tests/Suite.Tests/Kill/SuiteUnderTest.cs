using Hotline.Cli.Platform;
using Hotline.Cli.Suite;
using Hotline.Cli.Verbs;
using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Sdk;

namespace Hotline.Suite.Tests.Kill;

/// <summary>A suite of its own for one test, gone when the test ends. A failure tells in what state the suite was.</summary>
public sealed class SuiteUnderTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly IMongoClient _store;

    private SuiteUnderTest(IPlatform platform, SuiteHost host, IMongoClient store, CancellationToken cancel)
    {
        Platform = platform;
        Host = host;
        _store = store;
        Cancel = cancel;
    }

    public IPlatform Platform { get; }

    public SuiteHost Host { get; }

    /// <summary>The end of the test's time.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>Runs a test on a suite that has just come up.</summary>
    public static async Task RunAsync(int replicas, Func<SuiteUnderTest, Task> test)
    {
        var instance = new Instance(Path.Combine(Path.GetTempPath(), "hotline-" + Path.GetRandomFileName()));
        var platform = SuiteFactAttribute.PlatformOf(instance);
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var address = await platform.StartAsync(limit.Token);
            using var store = new MongoClient(address.MongoDb);
            // On a given store and broker other runs of the same test have other names.
            var settings = SuiteSettings.Private($"test-{instance.Id}") with { Replicas = replicas };
            var host = new SuiteHost(instance, address, settings);
            await new SuiteUnderTest(platform, host, store, limit.Token).RunAsync(test);
        }
        finally
        {
            // Of a test that failed half-way something may still be at work.
            await limit.CancelAsync();
            await DownVerb.StopAsync(platform, purge: true, CancellationToken.None);
            Directory.Delete(instance.Root, recursive: true);
        }
    }

    public IMongoDatabase Database(ServiceKind kind) => _store.GetDatabase(Host.DatabaseOf(kind));

    public IMongoCollection<BsonDocument> Collection(ServiceKind kind, string name) => Database(kind).GetCollection<BsonDocument>(name);

    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        try
        {
            while (!await condition())
            {
                await Task.Delay(Poll, Cancel);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Not in time: {what}");
        }
    }

    private async Task RunAsync(Func<SuiteUnderTest, Task> test)
    {
        try
        {
            await Host.EnsureAsync(Cancel);
            await test(this);
        }
        catch (Exception failure)
        {
            throw new XunitException($"{failure.Message}\n\n{await Standing.OfAsync(this)}", failure);
        }
        finally
        {
            if (Platform is ExternalPlatform)
            {
                await Host.RemoveAsync(CancellationToken.None);
            }
        }
    }
}
