using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Hotline.Chassis.Telemetry;

/// <summary>The suite's own spans and counters: ids and counts only.</summary>
public static class Tracing
{
    /// <summary>Name of the source and of the meter.</summary>
    public const string Name = "Hotline";

    /// <summary>Starts the suite's own spans.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Makes the suite's own counters.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Events that the broker confirmed.</summary>
    public static Counter<long> Published { get; } =
        Meter.CreateCounter<long>("hotline.outbox.published", "{event}", "Events published and confirmed by the broker.");

    /// <summary>Events of publishes that failed; the outbox publishes them again.</summary>
    public static Counter<long> PublishFailures { get; } =
        Meter.CreateCounter<long>("hotline.outbox.failures", "{event}", "Events whose publishing failed and will be tried again.");

    /// <summary>Tickets that the delivery audit published again. More than a few say that a consumer is away.</summary>
    public static Counter<long> Republished { get; } = Meter.CreateCounter<long>(
        "hotline.audit.republished", "{ticket}", "Tickets published again because a consumer had not applied them.");

    /// <summary>Tickets that a consumer has not applied for a day. Any needs a person.</summary>
    public static Counter<long> Parked { get; } = Meter.CreateCounter<long>(
        "hotline.audit.parked", "{ticket}", "Tickets that a consumer has not applied for a day: they wait for a person.");

    /// <summary>Tickets whose deadlines could not fire. Any needs a person.</summary>
    public static Counter<long> DeadlinesPutOff { get; } =
        Meter.CreateCounter<long>("hotline.deadlines.put_off", "{ticket}", "Tickets whose deadlines could not fire and are tried later.");

    /// <summary>Events that a consumer put aside for good. Any needs a person.</summary>
    public static Counter<long> EventsRefused { get; } =
        Meter.CreateCounter<long>("hotline.events.refused", "{event}", "Events that a consumer refused for good and put aside.");

    /// <summary>The context that a W3C traceparent names; null when it names none.</summary>
    public static ActivityContext? ContextOf(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : null;

    /// <summary>Goes on with a trace. Also where nothing is exported: the facts that follow belong to it.</summary>
    /// <param name="name">Of the span.</param>
    /// <param name="kind">Producer or consumer.</param>
    /// <param name="traceParent">The W3C traceparent to go on with; empty starts no span unless one is exported.</param>
    /// <returns>The span, to be disposed; null when there is neither a listener nor a trace.</returns>
    public static Activity? Continue(string name, ActivityKind kind, string traceParent) =>
        Source.StartActivity(name, kind, traceParent)
            ?? (traceParent.Length > 0 ? new Activity(name).SetParentId(traceParent).Start() : null);
}
