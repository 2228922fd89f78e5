using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Hotline.Events.V1;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// Every event, the bundle that carries it, who announces it and who consumes it. Exchanges, queues and bindings
/// follow from this table, and so does whom the sweep asks whether an announcement arrived.
/// </summary>
public static class EventCatalogue
{
    public sealed record Row(MessageDescriptor Event, MessageDescriptor Bundle, Source From, IReadOnlyList<Source> To)
    {
        public string Exchange => Bundle.FullName;

        /// <summary>Comes only beside another event of the same change, and with few changes.</summary>
        public bool IsBeside { get; init; }

        /// <summary>Its consumers keep nothing but the latest of a ticket, so what is announced together with a later one is left out.</summary>
        public bool OnlyLatestCounts { get; init; }
    }

    public static IReadOnlyList<Row> Rows { get; } =
    [
        new(AppealAccepted.Descriptor, AppealAcceptedBundle.Descriptor, Source.Intake, [Source.Routing, Source.Tracking]),
        new(TicketDispatched.Descriptor, TicketDispatchedBundle.Descriptor, Source.Routing, [Source.Tracking]),
        new(QueuedForDispatcher.Descriptor, QueuedForDispatcherBundle.Descriptor, Source.Routing, [Source.Tracking]),
        new(TicketChanged.Descriptor, TicketChangedBundle.Descriptor, Source.Tracking, [Source.Intake]) { OnlyLatestCounts = true },
        new(TicketClosed.Descriptor, TicketClosedBundle.Descriptor, Source.Tracking, [Source.Routing]) { IsBeside = true },
    ];

    /// <summary>Who takes anything of a source in.</summary>
    public static IReadOnlyList<Source> ConsumersOf(Source source) =>
        [.. Rows.Where(row => row.From == source).SelectMany(row => row.To).Distinct()];

    public static bool IsTakenBy(string eventType, Source consumer) =>
        Rows.Any(row => string.Equals(row.Event.FullName, eventType, StringComparison.Ordinal) && row.To.Contains(consumer));

    /// <summary>Whether a service hears of every change that another announces, so that each of its versions arrives.</summary>
    public static bool Follows(Source consumer, Source source) =>
        Rows.Where(row => row.From == source && !row.IsBeside).ToList() is { Count: > 0 } rows && rows.TrueForAll(row => row.To.Contains(consumer));

    public static string QueueOf(Source service) => "hotline-" + service.ToString().ToLowerInvariant();

    public static Row Find(string eventType) => Rows.First(row => string.Equals(row.Event.FullName, eventType, StringComparison.Ordinal));

    public static EventHeader HeaderOf(IMessage message) => (EventHeader)message.Descriptor.FindFieldByNumber(1).Accessor.GetValue(message);

    public static void SetHeader(IMessage message, EventHeader header) => message.Descriptor.FindFieldByNumber(1).Accessor.SetValue(message, header);

    /// <summary>The events of a bundle, to read or to fill.</summary>
    public static IList EventsOf(IMessage bundle) => (IList)bundle.Descriptor.FindFieldByNumber(1).Accessor.GetValue(bundle);
}
