using System.Diagnostics.Metrics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Store;
using Hotline.Chassis.Telemetry;
using Hotline.Events.V1;
using Hotline.Tracking.Lifecycle;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>
/// Makes the changes of a message from their archived facts: the one place for watchers and lists, so that both get the
/// same bytes. Few messages are made at once, whatever the number of readers.
/// </summary>
public sealed partial class FeedChanges(FactStore<TicketRecord> tickets, FeedOptions options, ILogger<FeedChanges> logger) : IDisposable
{
    private static readonly Counter<long> Skipped = Tracing.Meter.CreateCounter<long>(
        "hotline.feed.skipped", "{change}", "Changes left out because their fact is gone or cannot be read.");

    // Of a fact's events the first carries the snapshot.
    private static readonly BsonDocument Needed = new() { { "type", 1 }, { "occurredAt", 1 }, { "events", new BsonDocument("$slice", 1) } };

    private readonly SemaphoreSlim _places = new(options.Readers);

    /// <summary>The changes of a page, in order. One whose fact has vanished, or does not parse, is left out and stops no reader.</summary>
    public async Task<IReadOnlyList<TicketChange>> ReadAsync(FeedPage page, CancellationToken cancel)
    {
        var seen = page.Changes;
        if (seen.Count == 0)
        {
            return [];
        }

        await _places.WaitAsync(cancel);
        try
        {
            var these = FeedFacts.These(seen.Select(change => new Unfed(change.Entry.Ticket, change.Entry.V)).Distinct());
            var facts = await tickets.Facts.Find(these, Documents.OneTrip).Project(Needed).ToListAsync(cancel);
            var byId = facts.ToDictionary(fact => fact["_id"].AsString);
            return [.. seen.Select(change => TryMake(change, byId, page.Reader)).OfType<TicketChange>()];
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private TicketChange? TryMake(SeenChange seen, Dictionary<string, BsonDocument> facts, FeedReader reader)
    {
        var id = Fact.IdOf(seen.Entry.Ticket, seen.Entry.V);
        if (!facts.TryGetValue(id, out var fact))
        {
            Skip(id, "vanished");
            return null;
        }

        try
        {
            return Make(seen, fact, reader);
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidJsonException // the event
            or KeyNotFoundException or InvalidCastException or ArgumentException) // the fact around it
        {
            Skip(id, error.GetType().Name);
            return null;
        }
    }

    private static TicketChange Make(SeenChange seen, BsonDocument fact, FeedReader reader)
    {
        var change = new TicketChange
        {
            Kind = seen.Kind,
            TicketId = seen.Entry.Ticket,
            Version = seen.Entry.V,
            OccurredAt = Timestamp.FromDateTime(fact["occurredAt"].ToUniversalTime()),
        };
        if (seen.Kind == TicketChange.Types.Kind.Changed)
        {
            change.Change = fact["type"].AsString;
            var changed = ProtoJson.Parse<TicketChanged>(fact["events"][0]["json"].AsString);
            change.Ticket = changed.Ticket.For(reader.Units, changed.AccusedUnitIds);
        }

        return change;
    }

    private void Skip(string fact, string kind)
    {
        Skipped.Add(1);
        WasSkipped(fact, kind);
    }

    [LoggerMessage(413, LogLevel.Error, "The change {Fact} is left out of the feed: {Kind}")]
    private partial void WasSkipped(string fact, string kind);
}
