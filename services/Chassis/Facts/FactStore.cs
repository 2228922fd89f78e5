using Hotline.Chassis.Access;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Store;
using Hotline.Chassis.Time;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Facts;

/// <summary>
/// Writes facts: one document, one guarded update, the pending fact inside it. Dying anywhere leaves either
/// nothing or a fact that any replica's relay finds; coming twice finds the first result.
/// </summary>
public sealed class FactStore<TState>(
    IMongoDatabase database,
    FactsOptions<TState> options,
    ServiceIdentity service,
    RelayQueue relay,
    BusinessClock business,
    TimeProvider system)
    where TState : class
{
    /// <summary>How long the writer's own relay has before any other may try.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(20);

    /// <summary>With this many facts not yet announced, a ticket takes no more.</summary>
    public const int PendingLimit = 500;

    private const int Tries = 5;

    // Where events are remembered elsewhere, none is applied here.
    private readonly RecentWrites<TState>? _recent = options.SeenIn is null ? new() : null;
    private readonly TicketTrips _trips = new(database.GetCollection<BsonDocument>(options.Collection));

    public IMongoCollection<BsonDocument> Collection { get; } = database.GetCollection<BsonDocument>(options.Collection);

    public IMongoCollection<BsonDocument> Facts { get; } = database.GetCollection<BsonDocument>("facts");

    /// <summary>Null when the service's facts have no feed.</summary>
    public FeedQueue? FeedQueue { get; } = options.FeedPartitions is { } partitions ? new FeedQueue(database, partitions) : null;

    /// <summary>Remembers which events were taken in.</summary>
    public IMongoCollection<BsonDocument> Seen { get; } = database.GetCollection<BsonDocument>(options.SeenIn ?? options.Collection);

    public FactsOptions<TState> Options => options;

    public async Task<Written<TState>> CreateAsync(string id, Command command, Change<TState> change, CancellationToken cancel)
    {
        var fact = Make(id, 1, FactChain.Start, command, change);
        if (await TryInsertAsync(id, command, change, fact, cancel) is { } written)
        {
            return written;
        }

        var first = await FindAsync(id, Scope.All, cancel) ?? throw Refuse.Contention();
        return await RepeatOfAsync(first, command, cancel) ?? throw Refuse.RequestIdReused(command.RequestId);
    }

    public async Task<Written<TState>?> ChangeAsync(string idOrNumber, Command command, Func<TState, long, Change<TState>?> decide, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var document = await LoadAsync(idOrNumber, command.Scope, cancel) ?? throw Refuse.NotFound(options.ResourceType);
            var current = Envelope.Read<TState>(document);
            if (await RepeatOfAsync(current, command, cancel) is { } repeat)
            {
                return repeat;
            }

            if (command.Etag is { Length: > 0 } etag && options.EtagOf(current.State) is var now && !string.Equals(etag, now, StringComparison.Ordinal))
            {
                throw Refuse.Etag(now);
            }

            if (current.Pending.Count >= PendingLimit)
            {
                throw Refuse.Overloaded("Too many facts of this ticket wait to be announced.");
            }

            if (decide(current.State, current.V + 1) is not { } change)
            {
                return null;
            }

            if (await TryUpdateAsync(current, command, change, cancel) is { } written)
            {
                return written;
            }

            if (attempt == Tries)
            {
                throw Refuse.Contention();
            }
        }
    }

    /// <summary>Takes an event in, once per source version, in whatever order events come.</summary>
    /// <param name="id">Which ticket.</param>
    /// <param name="command">The command that the event carries.</param>
    /// <param name="decide">What follows from it; null when nothing does.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="opens">Set for the event that is the first to be heard of most tickets: then it is written before it is looked for.</param>
    public async Task<Written<TState>?> ApplyEventAsync(string id, Command command, Func<TState?, long, Change<TState>?> decide, CancellationToken cancel, bool opens = false)
    {
        var seen = command.Seen ?? throw new ArgumentException("An event names the version it brings.", nameof(command));
        var current = _recent?.Find(id);
        for (var attempt = 1; ; attempt++)
        {
            // Else it is a guess, which the guard of the write will tell.
            var isRead = attempt > 1 || (current is null && !opens);
            if (isRead)
            {
                current = await _trips.ReadAsync(id, cancel) is { } document ? Envelope.Read<TState>(document) : null;
            }

            if (current?.HasSeen(seen) == true)
            {
                return null;
            }

            try
            {
                if (await TryApplyAsync(id, current, isRead, command, decide, cancel) is (true, var written))
                {
                    return written;
                }
            }
            catch (RefusalException) when (!isRead)
            {
                // Refused by a guess: read, and decide again.
            }

            if (attempt == Tries)
            {
                throw Refuse.Contention();
            }
        }
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

    /// <summary>All facts of a ticket after a version, moved or still pending, in order.</summary>
    public async Task<IReadOnlyList<Fact>> FactsAsync(string id, long afterVersion, int limit, CancellationToken cancel)
    {
        // The document first: a fact leaves it only after it has arrived in the collection.
        var pending = await Collection.Find(new BsonDocument("_id", id)).Project(new BsonDocument(Envelope.Pending, 1)).FirstOrDefaultAsync(cancel);
        var moved = await Facts.Find(Fact.Behind(id, afterVersion)).Sort(Fact.Order).Limit(limit).ToListAsync(cancel);
        return
        [
            .. moved.Select(Fact.FromBson)
                .Concat((pending is null ? [] : Envelope.ReadPending(pending)).Where(fact => fact.V > afterVersion))
                .DistinctBy(fact => fact.V)
                .OrderBy(fact => fact.V)
                .Take(limit),
        ];
    }

    private async Task<Written<TState>?> RepeatOfAsync(Aggregate<TState> current, Command command, CancellationToken cancel)
    {
        var fact = current.Pending.FirstOrDefault(pending => string.Equals(pending.RequestKey, command.RequestKey, StringComparison.Ordinal));
        if (fact is null)
        {
            var moved = await Facts.Find(new BsonDocument { { "ticket", current.Id }, { "requestKey", command.RequestKey } }).FirstOrDefaultAsync(cancel);
            fact = moved is null ? null : Fact.FromBson(moved);
        }

        if (fact is null)
        {
            return null;
        }

        return string.Equals(fact.BodyHash, command.BodyHash, StringComparison.Ordinal)
            ? new Written<TState>(current, fact, Repeated: true)
            : throw Refuse.RequestIdReused(command.RequestId);
    }

    /// <summary>Not done when the ticket is no longer as it was thought to be.</summary>
    private async Task<(bool Done, Written<TState>? Written)> TryApplyAsync(
        string id, Aggregate<TState>? current, bool isRead, Command command, Func<TState?, long, Change<TState>?> decide, CancellationToken cancel)
    {
        if (decide(current?.State, (current?.V ?? 0) + 1) is { } change)
        {
            var written = current is null
                ? await TryInsertAsync(id, command, change, Make(id, 1, FactChain.Start, command, change), cancel)
                : await TryUpdateAsync(current, command, change, cancel);
            return (written is not null, written);
        }

        if (current is null)
        {
            // Nothing follows for a ticket that is not there; one that was not looked for may be.
            return (isRead, null);
        }

        // $max: two events that change nothing may come in any order.
        var remembered = await Collection.UpdateOneAsync(
            Guard(current), new BsonDocument("$max", new BsonDocument(command.Seen!.Field, command.Seen.Version)), cancellationToken: cancel);
        return (remembered.MatchedCount == 1, null);
    }

    private async Task<Written<TState>?> TryInsertAsync(string id, Command command, Change<TState> change, Fact fact, CancellationToken cancel)
    {
        var lease = NewLease();
        var document = new BsonDocument("_id", id);
        document.AddRange(StateBson.Write(change.State));
        document.Add(Envelope.Version, 1L);
        document.Add(Envelope.Tip, fact.Hash);
        document.Add(Envelope.Pending, new BsonArray { fact.ToBson() });
        document.Add(Envelope.Due, system.GetUtcNow().UtcDateTime + LeaseTime);
        document.Add(Envelope.Lease, lease);
        document.Add(Envelope.Seen, command.Seen is { } seen ? new BsonDocument(seen.Name, seen.Version) : []);
        if (!await _trips.WriteAsync(id, lease, new InsertOneModel<BsonDocument>(document), cancel))
        {
            return null;
        }

        return Announce(new Aggregate<TState>(id, 0, FactChain.Start, [], change.State).With(fact, change.State, command.Seen), fact, lease);
    }

    private async Task<Written<TState>?> TryUpdateAsync(Aggregate<TState> current, Command command, Change<TState> change, CancellationToken cancel)
    {
        var fact = Make(current.Id, current.V + 1, current.Tip, command, change);
        var lease = NewLease();
        var (set, unset) = StateBson.Diff(StateBson.Write(current.State), StateBson.Write(change.State));
        set.Add(Envelope.Version, fact.V);
        set.Add(Envelope.Tip, fact.Hash);
        set.Add(Envelope.Lease, lease);
        if (command.Seen is { } seen)
        {
            set.Add(seen.Field, seen.Version);
        }

        var update = new BsonDocument
        {
            { "$set", set },
            { "$push", new BsonDocument(Envelope.Pending, fact.ToBson()) },
            //// $max sets the date when absent, and never shortens a running lease or a backoff.
            { "$max", new BsonDocument(Envelope.Due, system.GetUtcNow().UtcDateTime + LeaseTime) },
        };
        if (unset.ElementCount > 0)
        {
            update.Add("$unset", unset);
        }

        if (!await _trips.WriteAsync(current.Id, lease, new UpdateOneModel<BsonDocument>(Guard(current), update), cancel))
        {
            return null;
        }

        return Announce(current.With(fact, change.State, command.Seen), fact, lease);
    }

    private Written<TState> Announce(Aggregate<TState> written, Fact fact, string lease)
    {
        _recent?.Keep(written);
        relay.TryAnnounce(new RelayItem(written.Id, lease, written.Pending));
        return new Written<TState>(written, fact, Repeated: false);
    }

    private Fact Make(string id, long v, string tip, Command command, Change<TState> change) =>
        FactMaker.Make(service.Source, id, v, tip, command with { OccurredAt = change.OccurredAt ?? command.OccurredAt }, change.Type, change.Details, change.Events, business.UtcNow);

    private static BsonDocument Guard(Aggregate<TState> current) => new() { { "_id", current.Id }, { Envelope.Version, current.V } };

    private static string NewLease() => Guid.NewGuid().ToString("N");
}
