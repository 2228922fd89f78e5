using Hotline.Chassis.Access;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Events.V1;
using MongoDB.Bson;

namespace Hotline.Chassis.Tests.Facts;

/// <summary>A ticket as this process last wrote it is only a guess: what another replica did since is never overlooked.</summary>
public sealed class RecentWritesTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly FactStore<Toy> _here = fixture.Store;
    private readonly FactStore<Toy> _there = fixture.Another();

    [Fact]
    public async Task An_event_that_follows_what_was_written_here_is_decided_by_it()
    {
        var id = NewId();
        await _here.ApplyEventAsync(id, Event(Source.Intake, 1), (_, _) => Toy.Change(new Toy { Count = 1 }), default, opens: true);
        await _here.ApplyEventAsync(id, Event(Source.Routing, 1), Add(10), default);

        var found = await _here.GetAsync(id, Scope.All, default);
        Assert.Equal((11, 2L, 2), (found.State.Count, found.V, found.Pending.Count));
        Assert.Null(FactChain.FirstBroken(await _here.FactsAsync(id, 0, 10, default)));
        Assert.Equal([("intake", 1L), ("routing", 1L)], found.Seen.Select(seen => (seen.Key, seen.Value)).Order());
    }

    [Fact]
    public async Task What_another_replica_wrote_since_is_read_and_built_upon()
    {
        var id = NewId();
        await _here.ApplyEventAsync(id, Event(Source.Intake, 1), (_, _) => Toy.Change(new Toy { Count = 1 }), default, opens: true);
        await _there.ApplyEventAsync(id, Event(Source.Routing, 1), Add(10), default);
        await _here.ApplyEventAsync(id, Event(Source.Routing, 2), Add(100), default);

        var found = await _here.GetAsync(id, Scope.All, default);
        Assert.Equal((111, 3L, 3), (found.State.Count, found.V, found.Pending.Count));
        Assert.Null(FactChain.FirstBroken(await _here.FactsAsync(id, 0, 10, default)));
    }

    [Fact]
    public async Task An_event_that_another_replica_took_in_is_taken_in_once()
    {
        var id = NewId();
        await _here.ApplyEventAsync(id, Event(Source.Intake, 1), (_, _) => Toy.Change(new Toy { Count = 1 }), default, opens: true);
        await _there.ApplyEventAsync(id, Event(Source.Routing, 1), Add(10), default);

        Assert.Null(await _here.ApplyEventAsync(id, Event(Source.Routing, 1), Add(10), default));
        Assert.Null(await _there.ApplyEventAsync(id, Event(Source.Intake, 1), (_, _) => Toy.Change(new Toy { Count = 1 }), default, opens: true));
        Assert.Equal(11, (await _here.GetAsync(id, Scope.All, default)).State.Count);
    }

    [Fact]
    public async Task What_is_refused_or_ignored_by_a_guess_is_decided_again_by_what_is_there()
    {
        var id = NewId();
        await _here.ApplyEventAsync(id, Event(Source.Intake, 1), (_, _) => Toy.Change(new Toy { Count = 1 }), default, opens: true);
        await _there.ApplyEventAsync(id, Event(Source.Routing, 1), Add(10), default);
        Change<Toy>? OnlyAfterTen(Toy? toy, long version) => toy!.Count < 10 ? throw Refuse.NotFound("ten") : Toy.Change(toy with { Count = toy.Count + 100 });

        Assert.NotNull(await _here.ApplyEventAsync(id, Event(Source.Routing, 2), OnlyAfterTen, default));

        await _there.ApplyEventAsync(id, Event(Source.Routing, 3), Add(1_000), default);
        Change<Toy>? OnlyAfterThousand(Toy? toy, long version) => toy!.Count < 1_000 ? null : Toy.Change(toy with { Count = toy.Count + 10_000 });

        Assert.NotNull(await _here.ApplyEventAsync(id, Event(Source.Routing, 4), OnlyAfterThousand, default));
        Assert.Equal(11_111, (await _here.GetAsync(id, Scope.All, default)).State.Count);
    }

    [Fact]
    public async Task What_is_remembered_as_seen_never_goes_back()
    {
        var id = NewId();
        await _here.CreateAsync(id, Toy.Command("r1"), Toy.Change(new Toy()), default);
        await Task.WhenAll(Enumerable.Range(1, 20).Reverse().Select(v => _here.ApplyEventAsync(id, Event(Source.Routing, v), (_, _) => null, default)));

        Assert.Equal(20, (await _there.GetAsync(id, Scope.All, default)).Seen["routing"]);
    }

    [Fact]
    public async Task A_ticket_that_is_written_many_times_keeps_all_its_facts()
    {
        var id = NewId();
        await _here.ApplyEventAsync(id, Event(Source.Intake, 1), (_, _) => Toy.Change(new Toy()), default, opens: true);
        for (var v = 1; v <= 20; v++)
        {
            await _here.ApplyEventAsync(id, Event(Source.Routing, v), Add(1), default);
            await _here.Collection.UpdateOneAsync(new BsonDocument("_id", id), new BsonDocument("$set", new BsonDocument("pending", new BsonArray())));
        }

        var found = await _here.GetAsync(id, Scope.All, default);
        Assert.Equal((20, 21L), (found.State.Count, found.V));
    }

    private static Func<Toy?, long, Change<Toy>?> Add(int more) => (toy, _) => Toy.Change((toy ?? new Toy()) with { Count = (toy?.Count ?? 0) + more });

    private static Command Event(Source source, long version) =>
        Toy.Command($"event|{source}|{version}") with { Seen = new SeenVersion(source, version) };

    private static string NewId() => TicketId.From("test", Guid.NewGuid().ToString("N"));
}
