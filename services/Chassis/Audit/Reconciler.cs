using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
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
        // What was seen may stand beside the tickets, in a collection of its own: the page ends where the first full one of the two does.
        var tickets = await ReadAsync(store.Collection, after, limit, [Envelope.Due, Envelope.AuditAt, Envelope.Sent], cancel);
        var heard = await ReadAsync(store.Seen, after, limit, [Envelope.Seen], cancel);
        var last = new[] { tickets, heard }
            .Where(page => page.Count == limit)
            .Select(page => page[^1]["_id"].AsString)
            .Min(StringComparer.Ordinal) ?? "";
        if (last.Length > 0)
        {
            tickets.RemoveAll(ticket => string.CompareOrdinal(ticket["_id"].AsString, last) > 0);
            heard.RemoveAll(ticket => string.CompareOrdinal(ticket["_id"].AsString, last) > 0);
        }

        var now = system.GetUtcNow().UtcDateTime;
        // All is published, and the consumers have had the time to apply it.
        var settled = tickets.FindAll(
            ticket => !ticket.Contains(Envelope.Due) && ticket.GetValue(Envelope.AuditAt, now).ToUniversalTime() <= now);
        var notApplied = (await gaps.FindAsync(settled, cancel)).Select(gap => new Difference
        {
            TicketId = gap.Ticket,
            Peer = gap.Consumer,
            Kind = DifferenceKind.NotApplied,
            Version = gap.Version,
            PeerVersion = gap.Applied,
        });
        return new([.. notApplied, .. await MissingAtSourceAsync(heard, cancel)], tickets.Count, last);
    }

    private async Task<List<Difference>> MissingAtSourceAsync(List<BsonDocument> heard, CancellationToken cancel)
    {
        var differences = new List<Difference>();
        foreach (var source in EventCatalogue.SourcesOf(service.Source))
        {
            var applied = heard
                .Select(document => (Id: document["_id"].AsString, Version: Envelope.VersionIn(document, Envelope.Seen, source)))
                .Where(ticket => ticket.Version > 0)
                .ToList();
            if (applied.Count > 0)
            {
                var own = await peers.VersionsOfAsync(source, [.. applied.Select(ticket => ticket.Id)], cancel);
                var missing = applied.Where(ticket => own.GetValueOrDefault(ticket.Id) < ticket.Version);
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

    private static Task<List<BsonDocument>> ReadAsync(
        IMongoCollection<BsonDocument> collection, string after, int limit, string[] elements, CancellationToken cancel) => collection
        .Find(new BsonDocument("_id", new BsonDocument("$gt", after)))
        .Sort(ById)
        .Limit(limit)
        .Project(new BsonDocument(elements.Select(element => new BsonElement(element, 1))))
        .ToListAsync(cancel);
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
