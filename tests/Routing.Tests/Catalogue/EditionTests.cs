using Hotline.Routing.Catalogue;
using Hotline.Routing.Catalogue.Rules;
using Hotline.Testing;
using MongoDB.Bson;

namespace Hotline.Routing.Tests.Catalogue;

/// <summary>Editions of directory and catalogue on the real store.</summary>
public sealed class EditionTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly TestDatabase _database = new();

    private ReferenceStore Store => new(_database.Open());

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task An_edition_is_stored_once_with_author_reason_and_contents()
    {
        await Store.RecordAsync(Shipped.Edition, Now, default);
        var stored = Assert.Single(await Store.RecordAsync(Shipped.Edition, Now.AddDays(1), default));
        Assert.Equal(
            (Shipped.Edition.Fingerprint, Shipped.Edition.Author, Shipped.Edition.Reason, Now),
            (stored.Fingerprint, stored.Author, stored.Reason, stored.RecordedAt));
        Assert.Equal(Shipped.Edition.EffectiveFrom, stored.EffectiveFrom);

        // Read back it decides as the files do.
        var reference = new Reference(stored);
        Assert.Equal(Shipped.Reference.Units.Units.Select(u => u.UnitId), reference.Units.Units.Select(u => u.UnitId));
        Assert.Equal(Shipped.Edition.Districts, stored.Districts);
        Assert.Equal(Shipped.Reference.Units.Root.Aliases, reference.Units.Root.Aliases);
        Assert.Equal(
            Shipped.Reference.Catalogue.Rules.Select(r => (r.EntryId, r.LeadUnitId, r.NeedsConfirmation)),
            reference.Catalogue.Rules.Select(r => (r.EntryId, r.LeadUnitId, r.NeedsConfirmation)));
    }

    [Fact]
    public async Task A_stored_edition_that_reads_differently_is_refused()
    {
        await Store.RecordAsync(Shipped.Edition, Now, default);
        var (changed, reworded) = (Shipped.Edition with { Fingerprint = "other" }, Shipped.Edition with { Reason = "另一个理由" });
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Store.RecordAsync(changed, Now, default));
        Assert.Contains("Raise \"edition\"", error.Message);
        await Assert.ThrowsAsync<InvalidDataException>(() => Store.RecordAsync(reworded, Now, default));
    }

    [Fact]
    public async Task A_newer_stored_edition_is_kept_when_the_files_are_older()
    {
        await Store.RecordAsync(Shipped.Edition, Now, default);
        await Store.RecordAsync(Shipped.Edition with { Edition = 7, Fingerprint = "newer" }, Now, default);
        var stored = await Store.RecordAsync(Shipped.Edition, Now, default);
        Assert.Equal([7, Shipped.Edition.Edition], stored.Select(e => e.Edition));
    }

    [Fact]
    public async Task Replicas_that_start_at_the_same_time_store_an_edition_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.RecordAsync(Shipped.Edition, Now, default)));
        var stored = _database.Open().GetCollection<BsonDocument>(ReferenceStore.CollectionName);
        Assert.Equal(1, await stored.CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public void An_edition_takes_effect_at_its_date()
    {
        var later = new Reference(Shipped.Edition with { Edition = 2, EffectiveFrom = Now });
        var editions = new EditionsInForce([later, Shipped.Reference]);
        Assert.Equal(Shipped.Reference, editions.At(Now.AddMilliseconds(-1)));
        Assert.Equal(later, editions.At(Now));
        Assert.Equal(Shipped.Reference, editions.At(Shipped.Edition.EffectiveFrom.AddDays(-1)));
    }
}
