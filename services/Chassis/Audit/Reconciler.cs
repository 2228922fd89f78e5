using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Store;
using Hotline.Operations.V1;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Audit;

/// <summary>
/// Compares this service's tickets with its peers, in both directions: have they applied what it published, and do they have what it
/// applied. It reads only, a page of tickets at a time in the order of their ids.
/// </summary>
public sealed class Reconciler<TState>(
    FactStore<TState> store, ConsumerGaps gaps, IPeerVersions peers, ServiceIdentity service, TimeProvider system) : IReconciler
    where TState : class
{
    private static readonly BsonDocument ById = new("_id", 1);

    public async Task<ReconciledPage> CompareAsync(string after, int limit, CancellationToken cancel)
    {
        var tickets = await store.Collection.Find(Behind(after)).Sort(ById).Limit(limit)
            .Project(new BsonDocument { { "_id", 1 }, { Envelope.Due, 1 } }).ToListAsync(cancel);
        var last = tickets.Count == limit ? tickets[^1]["_id"].AsString : "";
        var settled = tickets.Where(ticket => !ticket.Contains(Envelope.Due)).Select(ticket => ticket["_id"].AsString).ToList();
        var notApplied = (await gaps.FindAsync(await PublishedAsync(settled, cancel), cancel)).Select(gap => new Difference
        {
            TicketId = gap.Ticket,
            Peer = gap.Consumer,
            Kind = DifferenceKind.NotApplied,
            Version = gap.Version,
            PeerVersion = gap.Applied,
        });
        return new([.. notApplied, .. await MissingAtSourceAsync(after, last, limit, cancel)], tickets.Count, last);
    }

    /// <summary>The facts whose consumers have had the time to apply them.</summary>
    private async Task<List<BsonDocument>> PublishedAsync(List<string> tickets, CancellationToken cancel)
    {
        if (tickets.Count == 0)
        {
            return [];
        }

        var now = system.GetUtcNow().UtcDateTime;
        var filter = new BsonDocument("ticket", Documents.OneOf(tickets));
        var asked = ConsumerGaps.Asked.Add(Fact.AuditAt, 1).Add(Fact.UrgentAuditAt, 1);
        var facts = await store.Facts.Find(filter).Project(asked).ToListAsync(cancel);
        return facts.FindAll(fact => new[] { Fact.AuditAt, Fact.UrgentAuditAt }.All(lane =>
            !fact.TryGetValue(lane, out var at) || at.ToUniversalTime() <= now));
    }

    private async Task<List<Difference>> MissingAtSourceAsync(string after, string last, int limit, CancellationToken cancel)
    {
        // What was seen may stand beside the tickets, in a collection of its own: the same range of ids.
        var range = last.Length == 0 ? Behind(after) : new BsonDocument("_id", Behind(after)["_id"].AsBsonDocument.Add("$lte", last));
        var documents = await store.Seen
            .Find(range)
            .Sort(ById)
            .Limit(2 * limit)
            .Project(new BsonDocument(Envelope.Seen, 1))
            .ToListAsync(cancel);
        var differences = new List<Difference>();
        foreach (var source in EventCatalogue.SourcesOf(service.Source))
        {
            var seen = new SeenVersion(source, 0);
            var applied = documents
                .Select(document => (Id: document["_id"].AsString, Version: Envelope.SeenOf(document, seen)))
                .Where(ticket => ticket.Version > 0)
                .ToList();
            foreach (var chunk in applied.Chunk(limit))
            {
                var own = await peers.VersionsOfAsync(source, [.. chunk.Select(ticket => ticket.Id)], cancel);
                var missing = chunk.Where(ticket => own.GetValueOrDefault(ticket.Id) < ticket.Version);
                differences.AddRange(missing.Select(ticket => new Difference
                {
                    TicketId = ticket.Id,
                    Peer = source,
                    Kind = DifferenceKind.MissingAtSource,
                    Version = ticket.Version,
                    PeerVersion = own.GetValueOrDefault(ticket.Id),
                }));
            }
        }

        return differences;
    }

    private static BsonDocument Behind(string id) => new("_id", new BsonDocument("$gt", id));
}

/// <summary>A page of the comparison.</summary>
/// <param name="Differences">Where services disagree.</param>
/// <param name="Compared">How many tickets were compared.</param>
/// <param name="Last">The id after which the next page begins; empty after the last.</param>
public sealed record ReconciledPage(IReadOnlyList<Difference> Differences, int Compared, string Last);

/// <summary>Lets the operations face reconcile without knowing the aggregate's type.</summary>
public interface IReconciler
{
    /// <param name="after">The id behind which the page begins; empty for the first.</param>
    /// <param name="limit">Tickets compared.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Grpc.Core.RpcException">A peer cannot be asked now.</exception>
    Task<ReconciledPage> CompareAsync(string after, int limit, CancellationToken cancel);
}
