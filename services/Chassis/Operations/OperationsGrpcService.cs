using System.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Hotline.Chassis.Audit;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Chassis.Reference;
using Hotline.Chassis.Store;
using Hotline.Chassis.Time;
using Hotline.Events.V1;
using Hotline.Operations.V1;
using MassTransit;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Operations;

/// <summary>What waits, what was applied, what was not; and publishing again.</summary>
public sealed class OperationsGrpcService(
    AggregateCollection aggregate,
    UnconfirmedStore unconfirmed,
    IMongoDatabase database,
    IRepublisher republisher,
    IReconciler reconciler,
    IEnumerable<IBacklogProbe> backlogs,
    SignedToken tokens,
    IBusControl bus,
    ServiceIdentity service,
    ClocksFile clocks,
    BusinessClock business,
    TimeProvider system) : OperationsService.OperationsServiceBase
{
    private const int OldestLimit = 500;
    private const int CompareLimit = 500;
    private const string Recorded = "recordedAt";

    private IMongoCollection<BsonDocument> Tickets => aggregate.Collection;

    public override async Task<GetStatusResponse> GetStatus(GetStatusRequest request, ServerCallContext context)
    {
        var status = new GetStatusResponse
        {
            Service = service.Source,
            BrokerConnected = bus.CheckHealth().Status == BusHealthStatus.Healthy,
            BusinessTime = business.GetUtcNow().ToTimestamp(),
            SystemTime = system.GetUtcNow().ToTimestamp(),
            ClocksFingerprint = clocks.Fingerprint,
            Version = Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3) ?? "",
        };
        try
        {
            await CountAsync(status, context.CancellationToken);
            status.StoreConnected = true;
        }
        catch (Exception error) when (MongoSetup.IsAway(error))
        {
            // Said by store_connected; what the process knows without its store is answered all the same.
        }

        return status;
    }

    public override async Task<GetSeenResponse> GetSeen(GetSeenRequest request, ServerCallContext context)
    {
        var answer = new GetSeenResponse();
        var (collection, field, versionOf) = VersionsOf(request.Source);
        var documents = await collection
            .Find(Documents.ByIds(request.TicketIds))
            .Project(new BsonDocument(field, 1))
            .ToListAsync(context.CancellationToken);
        foreach (var document in documents)
        {
            answer.Versions[document["_id"].AsString] = versionOf(document);
        }

        return answer;
    }

    public override async Task<ListUnconfirmedResponse> ListUnconfirmed(ListUnconfirmedRequest request, ServerCallContext context)
    {
        var answer = new ListUnconfirmedResponse();
        foreach (var entry in await unconfirmed.ListAsync(Paging.Size(request.PageSize, 50, 200), context.CancellationToken))
        {
            answer.Tickets.Add(new Hotline.Operations.V1.Unconfirmed
            {
                TicketId = entry.Ticket,
                Version = entry.Version,
                Consumer = entry.Consumer,
                Attempts = entry.Attempts,
                Since = Timestamp.FromDateTime(entry.Since),
                DueAt = entry.Due is { } due ? Timestamp.FromDateTime(due) : null,
            });
        }

        return answer;
    }

    public override async Task<RepublishResponse> Republish(RepublishRequest request, ServerCallContext context)
    {
        var (version, events) = await republisher.RepublishAsync(request.TicketId, context.CancellationToken);
        return new RepublishResponse { Version = version, Events = events };
    }

    public override async Task<ReconcileResponse> Reconcile(ReconcileRequest request, ServerCallContext context)
    {
        const string purpose = "page:reconcile";
        var after = request.PageToken.Length == 0 ? "" : tokens.Open(purpose, request.PageToken, "page_token");
        var page = await reconciler.CompareAsync(after, Paging.Size(request.PageSize, 200, CompareLimit), context.CancellationToken);
        return new ReconcileResponse
        {
            Differences = { page.Differences },
            Compared = page.Compared,
            NextPageToken = page.Last.Length == 0 ? "" : tokens.Seal(purpose, page.Last),
        };
    }

    private (IMongoCollection<BsonDocument> Collection, string Field, Func<BsonDocument, long> VersionOf) VersionsOf(Source source) =>
        source == service.Source
            ? (Tickets, Envelope.Version, document => document[Envelope.Version].ToInt64())
            : (aggregate.Seen, Envelope.Seen, document => Envelope.VersionIn(document, Envelope.Seen, source));

    private async Task CountAsync(GetStatusResponse status, CancellationToken cancel)
    {
        status.Pending = await Tickets.CountDocumentsAsync(
            Envelope.Waiting(), new CountOptions { Limit = IBacklogProbe.CountLimit }, cancel);
        status.Unconfirmed = await unconfirmed.CountAsync(isParked: false, IBacklogProbe.CountLimit, cancel);
        status.Parked = await unconfirmed.CountAsync(isParked: true, IBacklogProbe.CountLimit, cancel);
        // The ticket that is due first may hold a fresh fact, after it was claimed anew: so the facts themselves are asked.
        var waiting = await Tickets.Find(Envelope.Waiting()).Sort(new BsonDocument(Envelope.Due, 1)).Limit(OldestLimit)
            .Project(new BsonDocument(Envelope.Pending + "." + Recorded, 1)).ToListAsync(cancel);
        var oldest = waiting
            .SelectMany(ticket => ticket[Envelope.Pending].AsBsonArray.Select(fact =>
                (At: fact[Recorded].ToUniversalTime(), Ticket: ticket["_id"].AsString)))
            .OrderBy(fact => fact.At)
            .FirstOrDefault();
        status.OldestPendingAt = oldest.Ticket is null ? null : Timestamp.FromDateTime(oldest.At);
        status.OldestPendingTicketId = oldest.Ticket ?? "";
        status.Backlogs.AddRange((await Task.WhenAll(backlogs.Select(each => each.LookAsync(cancel)))).OfType<Backlog>());
        var (asked, _) = await new AuditLane(database, isUrgent: false).ReadAsync(cancel);
        status.AuditedUpTo = asked > DateTime.UnixEpoch ? Timestamp.FromDateTime(asked) : null;
    }
}
