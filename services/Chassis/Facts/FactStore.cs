using Hotline.Chassis.Access;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Store;
using Hotline.Chassis.Time;
using Microsoft.Extensions.Hosting;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Facts;

/// <summary>
/// Writes facts: one document, one guarded update, the pending facts inside it. A process that dies anywhere leaves either nothing or
/// facts that the outbox of any replica finds; a command or an event that comes twice finds the first result.
/// </summary>
public sealed class FactStore<TState>(
    IMongoDatabase database,
    FactsOptions<TState> options,
    ServiceIdentity service,
    OutboxSignal signal,
    BusinessClock business,
    TimeProvider system) : IHostedService
    where TState : class
{
    /// <summary>How long the writer's own outbox has before any other may claim the ticket.</summary>
    public static readonly TimeSpan ClaimTime = TimeSpan.FromSeconds(20);

    /// <summary>How long after a write its consumers are asked what they applied, when the decision does not say.</summary>
    public static readonly TimeSpan StandardAudit = TimeSpan.FromMinutes(2);

    /// <summary>With this many facts not yet published, a ticket takes no more.</summary>
    public const int PendingLimit = 500;

    /// <summary>Nor with so many bytes of them: a document of the store ends at 16 MB.</summary>
    public const long PendingBytesLimit = 8 * 1024 * 1024;

    private const int Tries = 5;

    private readonly DocumentBatches _tickets = new(options.Open(database), Envelope.Tip, new BatchOptions(), system);

    public IMongoCollection<BsonDocument> Collection { get; } = options.Open(database);

    /// <summary>The archive: every fact whose turn in the outbox has come. Filters name the ticket, by which it is sharded.</summary>
    public IMongoCollection<BsonDocument> Facts { get; } = database.GetCollection<BsonDocument>("facts");

    /// <summary>Remembers which events were applied.</summary>
    public IMongoCollection<BsonDocument> Seen { get; } = database.GetCollection<BsonDocument>(options.SeenIn ?? options.Collection);

    public FactsOptions<TState> Options => options;

    /// <summary>Creates the declared indexes before the service serves; safe to run twice and by several replicas.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await IndexSpec.EnsureAsync(Collection, options.AllIndexes, cancellationToken);
        await IndexSpec.EnsureAsync(Facts, options.FactIndexes, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Opens a ticket.</summary>
    /// <exception cref="RefusalException">REQUEST_ID_REUSED when the same key opened it with another body.</exception>
    public async Task<Written<TState>> CreateAsync(string id, Command command, Decision<TState> decision, CancellationToken cancel)
    {
        if (await WriteAsync(id, null, command, decision, cancel) is { } written)
        {
            return written;
        }

        var first = await FindAsync(id, Scope.All, cancel) ?? throw Refuse.Contention();
        return await RepeatOfAsync(first, command, cancel) ?? throw Refuse.RequestIdReused(command.RequestId);
    }

    /// <summary>Changes a ticket that exists; null when the rule wants nothing written.</summary>
    /// <exception cref="RefusalException">
    /// NOT_FOUND out of scope, REQUEST_ID_REUSED, ETAG_MISMATCH, OVERLOADED with too much pending, CONTENTION when others keep
    /// overtaking it, and whatever the rule refuses.
    /// </exception>
    public async Task<Written<TState>?> ChangeAsync(
        string idOrNumber, Command command, Func<TState, long, Decision<TState>?> decide, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var current = await GetAsync(idOrNumber, command.Scope, cancel);
            if (await RepeatOfAsync(current, command, cancel) is { } repeat)
            {
                return repeat;
            }

            if (command.Etag is { Length: > 0 } etag
                && options.EtagOf(current.State) is var now
                && !string.Equals(etag, now, StringComparison.Ordinal))
            {
                throw Refuse.Etag(now);
            }

            if (decide(current.State, current.V + 1) is not { } decision)
            {
                return null;
            }

            if (await WriteAsync(current.Id, current, command, decision, cancel) is { } written)
            {
                return written;
            }
        }

        throw Refuse.Contention();
    }

    /// <summary>Applies an event, once per source version, in whatever order events come; null when nothing was written.</summary>
    /// <param name="id">Which ticket.</param>
    /// <param name="command">The command that the event carries.</param>
    /// <param name="decide">What follows from it; null when nothing does.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="opens">Set for the event that is the first to be heard of most tickets: it is inserted before it is looked for.</param>
    public async Task<Written<TState>?> ApplyEventAsync(
        string id, Command command, Func<TState?, long, Decision<TState>?> decide, CancellationToken cancel, bool opens = false)
    {
        var seen = command.Seen ?? throw new ArgumentException("An event names the version it brings.", nameof(command));
        if (opens && decide(null, 1) is { Facts.Count: > 0 } opening && await WriteAsync(id, null, command, opening, cancel) is { } opened)
        {
            return opened;
        }

        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var current = await _tickets.ReadAsync(id, cancel) is { } document ? Envelope.Read<TState>(document) : null;
            if (current?.Seen.GetValueOrDefault(seen.Source.Name()) >= seen.Version)
            {
                return null;
            }

            var decision = decide(current?.State, (current?.V ?? 0) + 1);
            if (current is null && decision is null)
            {
                return null;
            }

            if (await WriteAsync(id, current, command, decision ?? new(current!.State, []), cancel) is { } written)
            {
                return written.Facts.Count > 0 ? written : null;
            }
        }

        throw Refuse.Contention();
    }

    public async Task<Aggregate<TState>?> FindAsync(string idOrNumber, Scope scope, CancellationToken cancel) =>
        await LoadAsync(idOrNumber, scope, cancel) is { } document ? Envelope.Read<TState>(document) : null;

    public async Task<Aggregate<TState>> GetAsync(string idOrNumber, Scope scope, CancellationToken cancel) =>
        await FindAsync(idOrNumber, scope, cancel) ?? throw Refuse.NotFound(options.ResourceType);

    public async Task<BsonDocument?> LoadAsync(string idOrNumber, Scope scope, CancellationToken cancel)
    {
        var filter = new BsonDocument(TicketId.IsNumber(idOrNumber) ? "ticketNumber" : "_id", idOrNumber);
        filter.AddRange(scope.Filter("scope"));
        return await Collection.Find(filter).FirstOrDefaultAsync(cancel);
    }

    /// <summary>All facts of a ticket after a version, archived or still pending, in order.</summary>
    public async Task<IReadOnlyList<Fact>> FactsAsync(string id, long afterVersion, int limit, CancellationToken cancel)
    {
        // The document first: a fact leaves it only after it has arrived in the archive.
        var document = await Collection
            .Find(new BsonDocument("_id", id))
            .Project(new BsonDocument(Envelope.Pending, 1))
            .FirstOrDefaultAsync(cancel);
        var pending = document is null ? [] : Envelope.ReadPending(document).Where(fact => fact.V > afterVersion);
        var archived = await Facts.Find(Fact.Behind(id, afterVersion)).Sort(Fact.Order).Limit(limit).ToListAsync(cancel);
        return [.. archived.Select(Fact.FromBson).Concat(pending).DistinctBy(fact => fact.V).OrderBy(fact => fact.V).Take(limit)];
    }

    /// <summary>What an earlier call of the same request wrote: the fact under its key, and those that follow it.</summary>
    private async Task<Written<TState>?> RepeatOfAsync(Aggregate<TState> current, Command command, CancellationToken cancel)
    {
        var first = current.Pending.FirstOrDefault(fact => fact.RequestKey == command.RequestKey)
            ?? await ArchivedAsync(current.Id, command, cancel);
        if (first is null)
        {
            return null;
        }

        if (!string.Equals(first.BodyHash, command.BodyHash, StringComparison.Ordinal))
        {
            throw Refuse.RequestIdReused(command.RequestId);
        }

        var keys = FactMaker.KeysOf(command.RequestKey);
        var written = await FactsAsync(current.Id, first.V - 1, keys.Count, cancel);
        return new Written<TState>(current, [.. written.TakeWhile((fact, i) => fact.RequestKey == keys[i])], Repeated: true);
    }

    private async Task<Fact?> ArchivedAsync(string ticket, Command command, CancellationToken cancel)
    {
        var request = new BsonDocument { { "ticket", ticket }, { "requestKey", command.RequestKey } };
        return await Facts.Find(request).FirstOrDefaultAsync(cancel) is { } found ? Fact.FromBson(found) : null;
    }

    /// <summary>One insert, or one update under a guard; null when the ticket was there, or has changed since it was read.</summary>
    private async Task<Written<TState>?> WriteAsync(
        string id, Aggregate<TState>? before, Command command, Decision<TState> decision, CancellationToken cancel)
    {
        if (before?.Pending.Count + decision.Facts.Count > PendingLimit || before?.PendingBytes > PendingBytesLimit)
        {
            throw Refuse.Overloaded("Too many facts of this ticket wait to be published.");
        }

        var start = before ?? new(id, 0, FactChain.Start, [], decision.State);
        var facts = FactMaker.Make(service.Source, id, start.V, start.Tip, command, decision, business.UtcNow);
        var after = After(start, command, decision, facts);
        var document = Envelope.Write(after).AddRange(AuditOf(decision));
        WriteModel<BsonDocument> write = before is null ? Insert(id, document, decision, facts) : Update(before, document, decision, facts);
        if (!await _tickets.WriteAsync(new(id, facts.Count > 0 ? after.Tip : null, write), cancel))
        {
            return null;
        }

        if (facts.Count > 0)
        {
            signal.Raise(id, decision.IsUrgent);
        }

        return new(after, facts, Repeated: false);
    }

    private Aggregate<TState> After(Aggregate<TState> before, Command command, Decision<TState> decision, List<Fact> facts)
    {
        var (seen, sent) = (new Dictionary<string, long>(before.Seen), new Dictionary<string, long>(before.Sent));
        if (command.Seen is { } applied)
        {
            seen[applied.Source.Name()] = applied.Version;
        }

        foreach (var consumer in EventCatalogue.ConsumersOf(service.Source))
        {
            if (facts.FindLast(fact => fact.IsFor(consumer)) is { } last)
            {
                sent[consumer.Name()] = last.V;
            }
        }

        var tip = facts.Count > 0 ? facts[^1].Hash : before.Tip;
        return new(before.Id, before.V + facts.Count, tip, [.. before.Pending, .. facts], decision.State) { Seen = seen, Sent = sent };
    }

    private InsertOneModel<BsonDocument> Insert(string id, BsonDocument after, Decision<TState> decision, List<Fact> facts) => new(
        new BsonDocument("_id", id)
            .AddRange(after)
            .Add(Envelope.Pending, ToBson(facts))
            .AddRange(facts.Count > 0 ? DueOf(decision) : []));

    private UpdateOneModel<BsonDocument> Update(
        Aggregate<TState> before, BsonDocument after, Decision<TState> decision, List<Fact> facts)
    {
        var was = Envelope.Write(before);
        var (set, unset) = StateBson.Diff(was, after);
        var update = new BsonDocument("$set", set);
        if (facts.Count > 0)
        {
            update.Add("$push", new BsonDocument(Envelope.Pending, new BsonDocument("$each", ToBson(facts))));
            // $max sets both when absent, never shortens a running claim or a back-off, and lets an urgent fact stay one.
            update.Add("$max", DueOf(decision));
        }

        if (unset.ElementCount > 0)
        {
            update.Add("$unset", unset);
        }

        // The version guards. What writes no fact leaves the version as it is and moves only what was seen, so that is guarded
        // too: of two events that come together the second reads again.
        var guard = new BsonDocument { { "_id", before.Id }, was.GetElement(Envelope.Version), was.GetElement(Envelope.Seen) };
        return new(guard, update);
    }

    private BsonDocument DueOf(Decision<TState> decision) => new()
    {
        { Envelope.Due, system.GetUtcNow().UtcDateTime + ClaimTime },
        { Envelope.Urgent, decision.IsUrgent },
    };

    /// <summary>A later write moves it on: what it sends tells more than what was sent before.</summary>
    private BsonDocument AuditOf(Decision<TState> decision) => decision.Facts.All(fact => fact.Events.Count == 0) ? [] : new()
    {
        { Envelope.AuditAt, system.GetUtcNow().UtcDateTime + (decision.AuditAfter ?? StandardAudit) },
        { Envelope.AuditUrgent, decision.IsUrgent },
    };

    private static BsonArray ToBson(List<Fact> facts) => new(facts.Select(fact => fact.ToBson()));
}
