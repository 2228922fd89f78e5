using Hotline.Chassis.Access;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Events.V1;
using Hotline.Type.V1;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Tests.Facts;

public sealed class FactStoreTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly FactStore<Toy> _store = fixture.Store;

    [Fact]
    public async Task A_created_ticket_holds_its_state_and_the_pending_fact_in_one_document()
    {
        var id = NewId();
        var written = await _store.CreateAsync(id, Toy.Command("r1"), Toy.Decision(new Toy { Count = 1, Note = "𠮷" }), default);

        var found = await _store.GetAsync(id, Scope.All, default);
        Assert.False(written.Repeated);
        Assert.Equal(1, found.V);
        Assert.Equal("𠮷", found.State.Note);
        Assert.Equal(written.Fact.Hash, found.Tip);
        Assert.Equal(written.Fact.Hash, Assert.Single(found.Pending).Hash);
    }

    [Fact]
    public async Task Fifty_creations_with_one_request_id_make_one_ticket_and_one_answer()
    {
        var id = NewId();
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() =>
            _store.CreateAsync(id, Toy.Command("r1"), Toy.Decision(new Toy { Count = 7 }), default))));

        Assert.Single(all, written => !written.Repeated);
        Assert.Single(all.Select(written => written.Fact.Hash).Distinct());
    }

    [Fact]
    public async Task A_request_id_with_another_body_is_refused_and_changes_nothing()
    {
        var id = NewId();
        await _store.CreateAsync(id, Toy.Command("r1"), Toy.Decision(new Toy { Count = 1 }), default);
        await _store.ChangeAsync(id, Toy.Command("r2"), Increment, default);

        var create = await Assert.ThrowsAsync<RefusalException>(() =>
            _store.CreateAsync(id, Toy.Command("r1", "other"), Toy.Decision(new Toy { Count = 1 }), default));
        var change = await RefusedAsync(id, Toy.Command("r2", "other"));

        Assert.Equal(ErrorReason.RequestIdReused, create.Reason);
        Assert.Equal(ErrorReason.RequestIdReused, change.Reason);
        Assert.Equal(2, (await _store.GetAsync(id, Scope.All, default)).V);
    }

    [Fact]
    public async Task A_subject_may_hold_bars_and_is_not_taken_for_another()
    {
        var id = NewId();
        await _store.CreateAsync(id, Toy.Command("r1", subject: "event|routing"), Toy.Decision(new Toy()), default);
        var routed = Toy.Command("r1") with { RequestKey = "event|routing|1", Seen = new SeenVersion(Source.Routing, 1) };
        await _store.ApplyEventAsync(id, routed, (toy, _) => Toy.Decision(toy!), default);
        await _store.ChangeAsync(id, Toy.Command("1", subject: "event|routing"), Increment, default);
        await _store.ChangeAsync(id, Toy.Command("1", subject: "routing"), Increment, default);

        var refusal = await RefusedAsync(id, Toy.Command("1", "other", "event|routing"));

        Assert.Equal("1", refusal.Facts["request_id"]);
        Assert.Equal(2, (await _store.GetAsync(id, Scope.All, default)).State.Count);
    }

    [Fact]
    public async Task A_repeat_answers_the_first_result_even_after_later_changes_and_after_the_fact_was_moved()
    {
        var id = await ExistingAsync();
        var first = await _store.ChangeAsync(id, Toy.Command("r2"), Increment, default);
        await _store.ChangeAsync(id, Toy.Command("r3"), Increment, default);
        await _store.Facts.InsertOneAsync(first!.Fact.ToBson());
        await _store.Collection.UpdateOneAsync(
            new BsonDocument("_id", id), new BsonDocument("$set", new BsonDocument("pending", new BsonArray())));

        var repeat = await _store.ChangeAsync(id, Toy.Command("r2"), Increment, default);

        Assert.True(repeat!.Repeated);
        Assert.Equal(1, repeat.Fact.EventAs<AppealAccepted>().Appeal.AffectedHouseholds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Several_facts_of_one_write_follow_each_other_and_a_repeat_answers_the_state_after_all_of_them(int archived)
    {
        var id = await ExistingAsync();
        var written = await _store.ChangeAsync(
            id, Toy.Command("r2"), (toy, _) => Toy.Decision(toy with { Count = 7 }, "toy.a", "toy.b", "toy.c"), default);
        await _store.ChangeAsync(id, Toy.Command("r3"), Increment, default);

        // As the outbox leaves them: what it has published is archived, and no longer pending.
        await _store.Facts.InsertManyAsync(written!.Facts.Take(archived).Select(fact => fact.ToBson())
            .Append(new BsonDocument { { "_id", id }, { "ticket", "other" }, { "requestKey", id } }));
        var gone = new BsonArray(written.Facts.Take(archived).Select(fact => fact.Id));
        await _store.Collection.UpdateOneAsync(
            new BsonDocument("_id", id),
            new BsonDocument("$pull", new BsonDocument("pending", new BsonDocument("_id", new BsonDocument("$in", gone)))));
        var repeat = await _store.ChangeAsync(id, Toy.Command("r2"), Increment, default);

        Assert.Equal((4, 5L), ((int)written.Version, (await _store.GetAsync(id, Scope.All, default)).V));
        Assert.Equal(["toy.a", "toy.b", "toy.c"], repeat!.Facts.Select(fact => fact.Type));
        Assert.Equal((true, 2L, 4L), (repeat.Repeated, repeat.Fact.V, repeat.Version));
        Assert.All(repeat.Facts, fact => Assert.Equal(7, fact.EventAs<AppealAccepted>().Appeal.AffectedHouseholds));
        var refusal = await RefusedAsync(id, Toy.Command("r2", "other"));
        Assert.Equal(ErrorReason.RequestIdReused, refusal.Reason);
    }

    [Fact]
    public async Task Concurrent_changes_are_all_applied_once_and_chained_without_a_gap()
    {
        var id = await ExistingAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
            _store.ChangeAsync(id, Toy.Command($"c{i}"), Increment, default))));

        var found = await _store.GetAsync(id, Scope.All, default);
        var facts = await _store.FactsAsync(id, 0, 100, default);
        Assert.Equal(4, found.State.Count);
        Assert.Equal([1, 2, 3, 4, 5], facts.Select(fact => fact.V));
        Assert.Null(FactChain.FirstBroken(facts));
        Assert.Equal(found.Tip, facts[^1].Hash);
    }

    [Fact]
    public async Task A_change_that_others_keep_overtaking_gives_up_and_changes_nothing()
    {
        var id = await ExistingAsync();
        var overtaken = 0;
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => _store.ChangeAsync(
            id,
            Toy.Command("slow"),
            (toy, _) =>
            {
                overtaken++;
                _store.Collection.UpdateOne(new BsonDocument("_id", id), new BsonDocument("$inc", new BsonDocument("v", 1L)));
                return Toy.Decision(toy with { Count = 99 });
            },
            default));

        Assert.Equal(ErrorReason.Contention, refusal.Reason);
        Assert.Equal(5, overtaken);
        Assert.Equal(0, (await _store.GetAsync(id, Scope.All, default)).State.Count);
    }

    [Fact]
    public async Task A_stale_etag_is_refused_with_the_current_one()
    {
        var id = await ExistingAsync();
        var refusal = await RefusedAsync(id, Toy.Command("r2") with { Etag = "e9" });
        Assert.Equal(ErrorReason.EtagMismatch, refusal.Reason);
        Assert.Equal("e0", refusal.Facts["current_etag"]);
    }

    [Fact]
    public async Task Out_of_scope_and_unknown_are_refused_alike()
    {
        var id = await ExistingAsync();
        var scope = Scope.Of(new Caller("p", "p", [Role.UnitLiaison], ["elsewhere"], null));
        var outOfScope = await RefusedAsync(id, Toy.Command("r2") with { Scope = scope });
        var unknown = await RefusedAsync(NewId(), Toy.Command("r2") with { Scope = scope });

        Assert.Equal(RichStatus.Of(unknown).ToString(), RichStatus.Of(outOfScope).ToString());
        Assert.NotNull(await _store.FindAsync(id, Scope.Of(new Caller("p", "p", [Role.UnitLiaison], ["u"], null)), default));
    }

    [Fact]
    public async Task A_state_that_loses_an_element_loses_it_in_the_store_and_the_envelope_stays()
    {
        var id = NewId();
        await _store.CreateAsync(id, Toy.Command("r1"), Toy.Decision(new Toy { Note = "x" }), default);
        await _store.ChangeAsync(id, Toy.Command("r2"), (toy, _) => Toy.Decision(toy with { Note = null }), default);

        var document = await _store.LoadAsync(id, Scope.All, default);
        Assert.False(document!.Contains("note"));
        Assert.Equal(2, document["pending"].AsBsonArray.Count);
    }

    [Fact]
    public async Task Events_are_taken_in_once_per_version_whatever_their_order()
    {
        var id = NewId();
        Command Event(long version) => Toy.Command($"event|routing|{version}") with { Seen = new SeenVersion(Source.Routing, version) };
        Decision<Toy> Apply(Toy? toy, int value) => Toy.Decision((toy ?? new Toy()) with { Count = value });

        Assert.NotNull(await _store.ApplyEventAsync(id, Event(2), (toy, _) => Apply(toy, 2), default));
        Assert.Null(await _store.ApplyEventAsync(id, Event(2), (toy, _) => Apply(toy, 2), default));
        Assert.Null(await _store.ApplyEventAsync(id, Event(1), (toy, _) => Apply(toy, 1), default));
        Assert.NotNull(await _store.ApplyEventAsync(id, Event(3), (toy, _) => Apply(toy, 3), default));

        var found = await _store.GetAsync(id, Scope.All, default);
        Assert.Equal(3, found.State.Count);
        Assert.Equal(2, found.V);
    }

    [Fact]
    public async Task An_event_that_changes_nothing_is_still_remembered()
    {
        var id = await ExistingAsync();
        var seen = new SeenVersion(Source.Routing, 4);
        await _store.ApplyEventAsync(id, Toy.Command("event|routing|4") with { Seen = seen }, (_, _) => null, default);

        Assert.Equal(4, Envelope.VersionIn((await _store.LoadAsync(id, Scope.All, default))!, Envelope.Seen, Source.Routing));
    }

    [Fact]
    public async Task Events_that_change_nothing_and_come_at_the_same_time_are_all_remembered()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ExistingAsync()));
        await Task.WhenAll(ids.SelectMany(id => Enumerable.Range(1, 2).Select(version => Task.Run(() => _store.ApplyEventAsync(
            id,
            Toy.Command($"event|routing|{version}") with { Seen = new SeenVersion(Source.Routing, version) },
            (_, _) => null,
            default)))));

        foreach (var id in ids)
        {
            var document = (await _store.LoadAsync(id, Scope.All, default))!;
            Assert.Equal((2, 1), (Envelope.VersionIn(document, Envelope.Seen, Source.Routing), document["v"].ToInt64()));
        }
    }

    [Fact]
    public async Task A_write_says_which_version_each_consumer_gets_and_when_to_ask_for_it()
    {
        var (id, clock) = (NewId(), new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero)));
        var store = fixture.Another(clock: clock);
        await store.CreateAsync(id, Toy.Command("r1"), Toy.Decision(new Toy()), default);
        Assert.Equal((1, 1, 120, false), await SentAsync());

        await store.ChangeAsync(id, Toy.Command("r2"), (toy, _) => Toy.Decision(toy, "toy.a", "toy.b").InUrgentLane(true), default);
        Assert.Equal((3, 3, 10, true), await SentAsync());

        // It brings nothing to any consumer.
        var silent = new FactDraft("toy.silent", new Dictionary<string, string>(), []);
        clock.Advance(TimeSpan.FromSeconds(4));
        await store.ChangeAsync(id, Toy.Command("r3"), (toy, _) => new(toy, [silent]), default);
        Assert.Equal((3, 3, 6, true), await SentAsync());

        async Task<(long Routing, long Tracking, double Seconds, bool IsUrgent)> SentAsync()
        {
            var document = (await store.LoadAsync(id, Scope.All, default))!;
            return (
                Envelope.VersionIn(document, Envelope.Sent, Source.Routing),
                Envelope.VersionIn(document, Envelope.Sent, Source.Tracking),
                (document[Envelope.AuditAt].ToUniversalTime() - clock.GetUtcNow().UtcDateTime).TotalSeconds,
                document[Envelope.AuditUrgent].AsBoolean);
        }
    }

    [Fact]
    public async Task The_writer_takes_the_first_lease_and_a_second_write_never_shortens_it()
    {
        var id = await ExistingAsync();
        var later = DateTime.UtcNow.AddMinutes(5);
        await _store.Collection.UpdateOneAsync(new BsonDocument("_id", id), new BsonDocument("$set", new BsonDocument("due", later)));
        await _store.ChangeAsync(id, Toy.Command("r2"), Increment, default);

        var due = (await _store.LoadAsync(id, Scope.All, default))!["due"].ToUniversalTime();
        Assert.Equal(later, due, TimeSpan.FromMilliseconds(1));
    }

    private static Decision<Toy> Increment(Toy toy, long version) => Toy.Decision(toy with { Count = toy.Count + 1 });

    private Task<RefusalException> RefusedAsync(string id, Command command) =>
        Assert.ThrowsAsync<RefusalException>(() => _store.ChangeAsync(id, command, Increment, default));

    private static string NewId() => TicketId.From("test", Guid.NewGuid().ToString("N"));

    private async Task<string> ExistingAsync()
    {
        var id = NewId();
        await _store.CreateAsync(id, Toy.Command("r1"), Toy.Decision(new Toy { Scope = ["u", "root"] }), default);
        return id;
    }
}
