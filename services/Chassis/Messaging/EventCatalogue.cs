using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Hotline.Chassis.Configuration;
using Hotline.Events.V1;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// Every event, the batch that carries it, who publishes it and who consumes it. Exchanges, queues and bindings
/// follow from this table, and so does which consumers the source asks whether they applied an event.
/// </summary>
public static class EventCatalogue
{
    /// <summary>One kind of event.</summary>
    /// <param name="Event">The proto message of the event.</param>
    /// <param name="Batch">The proto message that carries several of them.</param>
    /// <param name="From">The only service that publishes it.</param>
    /// <param name="To">The services that consume it; never empty, or a mandatory publish would be returned.</param>
    public sealed record Row(MessageDescriptor Event, MessageDescriptor Batch, Source From, IReadOnlyList<Source> To)
    {
        /// <summary>Each lane has an exchange of its own, so that a mandatory publish tells whether that lane has a queue.</summary>
        public string ExchangeOf(bool isUrgent) => isUrgent ? Batch.FullName + ".urgent" : Batch.FullName;

        /// <summary>A batch without events, to be named as a message's type.</summary>
        internal IMessage EmptyBatch { get; } = Batch.Parser.ParseFrom(ByteString.Empty);

        /// <summary>Comes only beside another event of the same change, and with few changes.</summary>
        public bool IsBeside { get; init; }

        /// <summary>
        /// Its consumers keep nothing but the latest of a ticket: of several that wait at the same time the outbox publishes the
        /// last only.
        /// </summary>
        public bool IsConflatable { get; init; }
    }

    /// <summary>Every kind of event of the suite.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        new(AppealAccepted.Descriptor, AppealAcceptedBatch.Descriptor, Source.Intake, [Source.Routing, Source.Tracking]),
        new(TicketDispatched.Descriptor, TicketDispatchedBatch.Descriptor, Source.Routing, [Source.Tracking]),
        new(QueuedForDispatcher.Descriptor, QueuedForDispatcherBatch.Descriptor, Source.Routing, [Source.Tracking]),
        new(TicketTransferred.Descriptor, TicketTransferredBatch.Descriptor, Source.Routing, [Source.Tracking]),
        new(TicketChanged.Descriptor, TicketChangedBatch.Descriptor, Source.Tracking, [Source.Intake]) { IsConflatable = true },
        new(TicketClosed.Descriptor, TicketClosedBatch.Descriptor, Source.Tracking, [Source.Routing]) { IsBeside = true },
    ];

    /// <summary>Which services apply anything of a source.</summary>
    public static IReadOnlyList<Source> ConsumersOf(Source source) =>
        [.. Rows.Where(row => row.From == source).SelectMany(row => row.To).Distinct()];

    /// <summary>Whose events a service applies.</summary>
    public static IReadOnlyList<Source> SourcesOf(Source consumer) =>
        [.. Rows.Where(row => row.To.Contains(consumer)).Select(row => row.From).Distinct()];

    /// <summary>Whether a service consumes events of this full proto name.</summary>
    public static bool IsAppliedBy(string eventType, Source consumer) =>
        Rows.Any(row => string.Equals(row.Event.FullName, eventType, StringComparison.Ordinal) && row.To.Contains(consumer));

    /// <summary>Whether a service gets an event of every change of another, so that each of its versions arrives.</summary>
    public static bool Follows(Source consumer, Source source) =>
        Rows.Where(row => row.From == source && !row.IsBeside).ToList() is { Count: > 0 } rows
        && rows.TrueForAll(row => row.To.Contains(consumer));

    /// <summary>
    /// The queue of a service's lane. Urgent batches have a queue of their own, because priorities within one queue do not
    /// overtake what a consumer has prefetched.
    /// </summary>
    public static string QueueOf(Source service, bool isUrgent = false) =>
        "hotline-" + service.Name() + (isUrgent ? "-urgent" : "");

    /// <summary>The row of an event, by its full proto name.</summary>
    /// <exception cref="ArgumentException">No such event is in the catalogue.</exception>
    public static Row Find(string eventType) =>
        Rows.FirstOrDefault(row => string.Equals(row.Event.FullName, eventType, StringComparison.Ordinal))
        ?? throw new ArgumentException($"No event is called {eventType}.", nameof(eventType));

    /// <summary>The header of an event; null when the message carries none.</summary>
    public static EventHeader? HeaderOf(IMessage message) =>
        (EventHeader?)message.Descriptor.FindFieldByNumber(1).Accessor.GetValue(message);

    /// <summary>Sets the header of an event.</summary>
    public static void SetHeader(IMessage message, EventHeader header) =>
        message.Descriptor.FindFieldByNumber(1).Accessor.SetValue(message, header);

    /// <summary>The events of a batch, to read or to fill.</summary>
    public static IList EventsOf(IMessage batch) =>
        (IList)batch.Descriptor.FindFieldByNumber(1).Accessor.GetValue(batch);
}
