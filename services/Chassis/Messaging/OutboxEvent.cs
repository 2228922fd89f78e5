namespace Hotline.Chassis.Messaging;

/// <summary>An event of a fact as canonical proto JSON. Exactly these three are stored.</summary>
/// <param name="MessageId">The event's own id, see <c>EventHeader.event_id</c>.</param>
/// <param name="Type">The full proto name of the event; a row of <see cref="EventCatalogue"/>.</param>
/// <param name="Json">The event, header included.</param>
public sealed record OutboxEvent(string MessageId, string Type, string Json);

/// <summary>An event on its way out, and the trace it belongs to (W3C traceparent), null when it belongs to none.</summary>
public sealed record TracedEvent(OutboxEvent Event, string? TraceParent);
