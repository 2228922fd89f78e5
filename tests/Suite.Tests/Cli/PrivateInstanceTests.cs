using Hotline.Cli.Platform;
using Hotline.Cli.Processes;
using Hotline.Cli.Verbs;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Suite.Tests.Cli;

/// <summary>A second platform beside whatever else runs on this machine.</summary>
[Collection(Machine.Name)]
public sealed class PrivateInstanceTests : IDisposable
{
    private readonly Instance _instance = new(Path.Combine(Path.GetTempPath(), "hotline-" + Path.GetRandomFileName()));
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(4));

    private DebianPlatform Platform => new(_instance, External.None);

    [DebianFact]
    public async Task Comes_up_twice_is_found_again_and_leaves_nothing_behind()
    {
        var first = await Platform.StartAsync(_limit.Token);
        await WriteAsync(first, "kept");

        var found = await Platform.StartAsync(_limit.Token);
        Assert.Equal(first.Processes, found.Processes);

        await DownVerb.StopAsync(Platform, purge: false, _limit.Token);
        AssertNothingLeft(first);

        var second = await Platform.StartAsync(_limit.Token);
        Assert.Equal(first.MongoDb, second.MongoDb);
        Assert.Equal(first.RabbitMq, second.RabbitMq);
        Assert.Equal(["kept"], await ReadAsync(second));

        await DownVerb.StopAsync(Platform, purge: true, _limit.Token);
        AssertNothingLeft(second);
        Assert.Empty(Directory.GetDirectories(_instance.Root));
    }

    [DebianFact]
    public async Task Recovers_what_was_acknowledged_after_each_part_is_killed()
    {
        var address = await Platform.StartAsync(_limit.Token);
        foreach (var part in Platform.Parts)
        {
            await WriteAsync(address, part);

            await Platform.KillAsync([part], _limit.Token);
            Assert.Null((await Platform.StatusAsync(_limit.Token)).Single(status => status.Name == part).Pid);
            var again = await Platform.StartAsync(_limit.Token);

            Assert.Equal(address.MongoDb, again.MongoDb);
            Assert.Equal(address.RabbitMq, again.RabbitMq);
            Assert.NotEqual(address.Processes[part], again.Processes[part]);
        }

        Assert.Equal(Platform.Parts.Order(), (await ReadAsync(address)).Order());
        using var admin = new RabbitAdmin(new Uri(address.RabbitMqManagement!));
        var queues = await admin.QueuesAsync(DebianPlatform.VirtualHost, _limit.Token);
        Assert.Contains(queues, queue => queue!["name"]!.GetValue<string>() == "hotline.parked");
    }

    public void Dispose()
    {
        DownVerb.StopAsync(Platform, purge: true, CancellationToken.None).GetAwaiter().GetResult();
        Directory.Delete(_instance.Root, recursive: true);
        _limit.Dispose();
    }

    /// <summary>Repeats what the store, just restarted, could not acknowledge yet, as every caller must.</summary>
    private async Task WriteAsync(PlatformAddress address, string id)
    {
        using var client = new MongoClient(address.MongoDb);
        var kept = client.GetDatabase("private").GetCollection<BsonDocument>("kept");
        while (true)
        {
            try
            {
                var row = new BsonDocument("_id", id);
                await kept.ReplaceOneAsync(row, row, new ReplaceOptions { IsUpsert = true }, _limit.Token);
                return;
            }
            catch (MongoNodeIsRecoveringException)
            {
                await Task.Delay(50, _limit.Token);
            }
        }
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(PlatformAddress address)
    {
        using var client = new MongoClient(address.MongoDb);
        var kept = client.GetDatabase("private").GetCollection<BsonDocument>("kept");
        var documents = await kept.Find(FilterDefinition<BsonDocument>.Empty).ToListAsync();
        return [.. documents.Select(document => document["_id"].AsString)];
    }

    private void AssertNothingLeft(PlatformAddress address)
    {
        Assert.Empty(ProcessTable.With(Server.Tag, _instance.Root));
        Assert.DoesNotContain(address.Processes.Values, pid => ProcessTable.Read(pid) is { State: not 'Z' });
        Assert.DoesNotContain(_instance.Root, File.ReadAllText("/proc/self/mountinfo"), StringComparison.Ordinal);
        Assert.All(
            [new Uri(address.RabbitMq), new Uri(address.RabbitMqManagement!), new Uri(address.MongoDb)],
            server => Assert.True(Ports.IsFree(server.Port), $"port {server.Port}"));
        Assert.False(File.Exists(_instance.PlatformFile));
    }
}
