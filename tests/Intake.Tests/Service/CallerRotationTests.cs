using System.Security.Cryptography;
using Hotline.Intake.Callers;
using Hotline.Intake.V1;
using Hotline.Operations.V1;
using Hotline.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Tests.Service;

/// <summary>Keys are rotated as operations do it, replica by replica. A store of its own: its callers end under other keys.</summary>
public sealed class CallerRotationTests : IAsyncLifetime
{
    private const string Phone = "13600000000";

    private readonly IntakeFixture _given = new();
    private readonly List<string> _folders = [];

    public Task InitializeAsync() => _given.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _given.DisposeAsync();
        _folders.ForEach(folder => Directory.Delete(folder, recursive: true));
    }

    [Fact]
    public async Task The_vaults_key_may_go_round_and_the_number_keeps_its_reference()
    {
        var before = await RefAsync(_given.Service, Phone);
        await using var after = await StartAsync(Mounted(("vault.key", NewKey()), ("vault.old.key", Old("vault.key"))));
        Assert.Equal(before, await RefAsync(after, Phone));
    }

    [Fact]
    public async Task The_index_key_goes_round_replica_by_replica_and_every_number_keeps_its_reference()
    {
        var known = await RefAsync(_given.Service, Phone);
        var key = NewKey();
        var alone = Mounted(("index.key", key));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(alone));
        Assert.Contains("index.previous.key", refused.Message, StringComparison.Ordinal);

        await using (var both = await StartAsync(Mounted(("index.key", key), ("index.previous.key", Old("index.key")))))
        {
            Assert.Equal(known, await RefAsync(both, Phone));
            // First calls while the old replica and the new one both serve.
            for (var i = 1; i <= 20; i++)
            {
                var phone = $"136000001{i:D2}";
                var refs = await Task.WhenAll(
                    Enumerable.Range(0, 4).Select(each => RefAsync(each % 2 == 0 ? _given.Service : both, phone)));
                Assert.Single(refs.Distinct());
            }

            await MovedAsync(both, entries: 2);
        }

        await using var last = await StartAsync(alone);
        await MovedAsync(last, entries: 1);
        Assert.Equal(known, await RefAsync(last, Phone));
        Assert.Equal(21, await Callers.CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public async Task A_caller_who_is_forgotten_meanwhile_does_not_come_back()
    {
        var (reference, other) = (await RefAsync(_given.Service, Phone), await RefAsync(_given.Service, "13600000009"));
        await Callers.DeleteOneAsync(new BsonDocument("_id", reference));
        await using var both = await StartAsync(Mounted(("index.key", NewKey()), ("index.previous.key", Old("index.key"))));
        await MovedAsync(both, entries: 2);
        Assert.Equal(other, Assert.Single(await Callers.Find(new BsonDocument()).ToListAsync())["_id"].AsString);
        Assert.NotEqual(reference, await RefAsync(both, Phone));
    }

    [Fact]
    public async Task One_caller_who_cannot_be_opened_stops_no_other_and_is_counted()
    {
        var (broken, sound) = (await RefAsync(_given.Service, Phone), await RefAsync(_given.Service, "13600000009"));
        await Callers.UpdateOneAsync(
            new BsonDocument("_id", broken), new BsonDocument("$set", new BsonDocument("phone", new BsonBinaryData(new byte[40]))));
        await using var both = await StartAsync(Mounted(("index.key", NewKey()), ("index.previous.key", Old("index.key"))));
        await Eventually.IsAsync(
            async () => (await Callers.Find(new BsonDocument("_id", sound)).SingleAsync())["index"].AsBsonArray.Count == 2,
            "the sound one is moved");
        Assert.Equal(1, Assert.Single((await StatusAsync(both)).Backlogs, backlog => backlog.Kind == BacklogKind.CallerIndex).Count);
        Assert.Equal(broken, await RefAsync(both, Phone));
    }

    private IMongoCollection<BsonDocument> Callers => _given.Service.Get<CallerStore>().Callers;

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private string Old(string file) => File.ReadAllText(Path.Combine(_given.Issuer.Folder, file));

    /// <summary>A folder of secrets with these files in place of the fixture's own.</summary>
    private string Mounted(params (string File, string Key)[] keys)
    {
        var folder = Directory.CreateTempSubdirectory("hotline-test-").FullName;
        _folders.Add(folder);
        foreach (var file in Directory.EnumerateFiles(_given.Issuer.Folder, "*.key"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        foreach (var (file, key) in keys)
        {
            File.WriteAllText(Path.Combine(folder, file), key);
        }

        return folder;
    }

    private Task<ServiceUnderTest> StartAsync(string secrets) => _given.StartReplicaAsync(("Hotline:Secrets:Directory", secrets));

    private async Task<string> RefAsync(ServiceUnderTest replica, string phone)
    {
        var request = IntakeFixture.Request();
        request.Claimant.CallerPhone = phone;
        var intake = new IntakeService.IntakeServiceClient(replica.Public);
        return (await intake.SubmitAppealAsync(request, _given.As("OPERATOR"))).Snapshot.ClaimantRef;
    }

    private async Task MovedAsync(ServiceUnderTest replica, int entries)
    {
        await Eventually.IsAsync(
            async () => (await StatusAsync(replica)).Backlogs.All(backlog => backlog.Kind != BacklogKind.CallerIndex),
            "all callers are moved",
            TimeSpan.FromMinutes(1));
        Assert.All(
            await Callers.Find(new BsonDocument()).ToListAsync(), caller => Assert.Equal(entries, caller["index"].AsBsonArray.Count));
    }

    private async Task<GetStatusResponse> StatusAsync(ServiceUnderTest replica)
    {
        var administrator = ServiceUnderTest.Bearer(_given.Issuer.Token("operations", ["ADMIN"], []));
        return await new OperationsService.OperationsServiceClient(replica.Internal).GetStatusAsync(new(), administrator);
    }
}
