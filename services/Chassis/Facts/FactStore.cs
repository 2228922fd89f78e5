using Hotline.Chassis.Access;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Store;
using Hotline.Chassis.Time;
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
    TimeProvider system)
    where TState : class
{
    /// <summary>How long the writer's own outbox has before any other may claim the ticket.</summary>
    public static readonly TimeSpan ClaimTime = TimeSpan.FromSeconds(20);

    /// <summary>With this many facts not yet published, a ticket takes no more.</summary>
    public const int PendingLimit = 500;

    /// <summary>Nor with so many bytes of them: a document of the store ends at 16 MB.</summary>
    public const long PendingBytesLimit = 8 * 1024 * 1024;

    private const int Tries = 5;

    private readonly DocumentBatches _tickets = new(options.Open(database), Envelope.Tip, options.Batches, system);

    public IMongoCollection<BsonDocument> Collection { get; } = options.Open(database);

    /// <summary>
    /// The archive: every fact whose turn in the outbox has come. Filters name the ticket, by which production shards it.
    /// </summary>
    public IMongoCollection<BsonDocument> Facts { get; } = database.GetCollection<BsonDocument>("facts");

    /// <summary>Remembers which events were applied.</summary>
    public IMongoCollection<BsonDocument> Seen { get; } = database.GetCollection<BsonDocument>(options.SeenIn ?? options.Collection);

    public FactsOptions<TState> Options => options;

    /// <summary>Opens a ticket.</summary>
    /// <exception cref="RefusalException">REQUEST_ID_REUSED when the same key opened it with another body.</exception>
    public async Task<Written<TState>> CreateAsync(string id, Command command, Decision<TState> decision, CancellationToken cancel)
    {
        if (await InsertAsync(id, command, decision, cancel) is { } written)
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

            if (await UpdateAsync(current, command, decision, cancel) is { } written)
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
        if (opens && decide(null, 1) is { Facts.Count: > 0 } opening && await InsertAsync(id, command, opening, cancel) is { } opened)
        {
            return opened;
        }

        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var current = await _tickets.ReadAsync(id, cancel) is { } document ? Envelope.Read<TState>(document) : null;
            if (current?.SeenOf(seen) >= seen.Version)
            {
                return null;
            }

            var decision = decide(current?.State, (current?.V ?? 0) + 1);
            if (current is null && decision is null)
            {
                return null;
            }

            var written = current is null
                ? await InsertAsync(id, command, decision!, cancel)
                : await UpdateAsync(current, command, decision ?? new(current.State, []), cancel);
            if (written is not null)
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
        var filter = new BsonDocument(TicketId.IsNumber(idOrNumber) ? options.NumberField : "_id", idOrNumber);
        filter.AddRange(scope.Filter(options.ScopeField));
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
        var archived = await Facts.Find(Fact.Behind(id, afterVersion)).Sort(Fact.Order).Limit(limit).ToListAsync(cancel);
        return
        [
            .. archived.Select(Fact.FromBson)
                .Concat((document is null ? [] : Envelope.ReadPending(document)).Where(fact => fact.V > afterVersion))
                .DistinctBy(fact => fact.V)
                .OrderBy(fact => fact.V)
                .Take(limit),
        ];
    }

    /// <summary>
    /// What an earlier call under the same key wrote. Its first fact stands under the key; the
    /// others are looked for only when it is there.
    /// </summary>
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

    private async Task<Written<TState>?> InsertAsync(string id, Command command, Decision<TState> decision, CancellationToken cancel)
    {
        var facts = Make(id, 0, FactChain.Start, command, decision);
        var document = new BsonDocument("_id", id).AddRange(StateBson.Write(decision.State));
        document.Add(Envelope.Version, (long)facts.Count);
        document.Add(Envelope.Tip, facts.Count == 0 ? FactChain.Start : facts[^1].Hash);
        document.Add(Envelope.Pending, new BsonArray(facts.Select(fact => fact.ToBson())));
        document.Add(Envelope.Seen, command.Seen is { } seen ? new BsonDocument(seen.Name, seen.Version) : []);
        if (facts.Count > 0)
        {
            document.Add(Envelope.Due, Due());
        }

        if (decision.IsUrgent && facts.Count > 0)
        {
            document.Add(Envelope.Urgent, true);
        }

        if (!await WriteAsync(id, facts, new InsertOneModel<BsonDocument>(document), cancel))
        {
            return null;
        }

        return Signal(new(id, 0, FactChain.Start, [], decision.State), command, decision, facts);
    }

    private async Task<Written<TState>?> UpdateAsync(
        Aggregate<TState> current, Command command, Decision<TState> decision, CancellationToken cancel)
    {
        if (current.Pending.Count + decision.Facts.Count > PendingLimit || current.PendingBytes > PendingBytesLimit)
        {
            throw Refuse.Overloaded("Too many facts of this ticket wait to be published.");
        }

        var facts = Make(current.Id, current.V, current.Tip, command, decision);
        var (set, unset) = StateBson.Diff(StateBson.Write(current.State), StateBson.Write(decision.State));
        if (command.Seen is { } seen)
        {
            set.Add(Envelope.FieldOf(seen), seen.Version);
        }

        var update = new BsonDocument("$set", set);
        if (facts.Count > 0)
        {
            set.Add(Envelope.Version, facts[^1].V);
            set.Add(Envelope.Tip, facts[^1].Hash);
            var added = new BsonArray(facts.Select(fact => fact.ToBson()));
            update.Add("$push", new BsonDocument(Envelope.Pending, new BsonDocument("$each", added)));
            // $max sets the date when absent, and never shortens a running claim or a back-off.
            update.Add("$max", new BsonDocument(Envelope.Due, Due()));
            if (decision.IsUrgent)
            {
                set.Add(Envelope.Urgent, true);
            }
        }

        if (unset.ElementCount > 0)
        {
            update.Add("$unset", unset);
        }

        var write = new UpdateOneModel<BsonDocument>(Guard(current), update);
        return await WriteAsync(current.Id, facts, write, cancel) ? Signal(current, command, decision, facts) : null;
    }

    /// <summary>
    /// False when the guard did not hold. What writes no fact leaves the tip as it is, so that
    /// no batch could tell whose write went in.
    /// </summary>
    private async Task<bool> WriteAsync(string id, List<Fact> facts, WriteModel<BsonDocument> write, CancellationToken cancel)
    {
        if (facts.Count > 0)
        {
            return await _tickets.WriteAsync(new(id, facts[^1].Hash, write), cancel);
        }

        try
        {
            var result = await Collection.BulkWriteAsync([write], cancellationToken: cancel);
            return result.MatchedCount + result.InsertedCount == 1;
        }
        catch (MongoBulkWriteException<BsonDocument> error) when (error.HasOnlyDuplicates())
        {
            return false;
        }
    }

    private Written<TState> Signal(Aggregate<TState> before, Command command, Decision<TState> decision, List<Fact> facts)
    {
        if (facts.Count > 0)
        {
            signal.Raise(before.Id, decision.IsUrgent);
        }

        var seen = command.Seen is { } version
            ? new Dictionary<string, long>(before.Seen) { [version.Name] = version.Version }
            : before.Seen;
        var (v, tip) = facts.Count == 0 ? (before.V, before.Tip) : (facts[^1].V, facts[^1].Hash);
        return new(new(before.Id, v, tip, [.. before.Pending, .. facts], decision.State) { Seen = seen }, facts, Repeated: false);
    }

    private List<Fact> Make(string id, long v, string tip, Command command, Decision<TState> decision) =>
        FactMaker.Make(service.Source, id, v, tip, command, decision, business.UtcNow);

    private DateTime Due() => system.GetUtcNow().UtcDateTime + ClaimTime;

    /// <summary>
    /// The version guards. What writes no fact leaves the version as it is and moves only what was seen, so that is guarded too: of two
    /// events that come together the second reads again.
    /// </summary>
    private static BsonDocument Guard(Aggregate<TState> current) => new()
    {
        { "_id", current.Id },
        { Envelope.Version, current.V },
        { Envelope.Seen, new BsonDocument(current.Seen.Select(source => new BsonElement(source.Key, source.Value))) },
    };
}
