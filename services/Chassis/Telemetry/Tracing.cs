using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Hotline.Chassis.Telemetry;

/// <summary>The suite's own spans and counters: ids and counts only.</summary>
public static class Tracing
{
    public const string Name = "Hotline";

    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    public static Counter<long> Published { get; } =
        Meter.CreateCounter<long>("hotline.outbox.published", "{event}", "Events published and confirmed by the broker.");

    public static Counter<long> PublishFailures { get; } =
        Meter.CreateCounter<long>("hotline.outbox.failures", "{event}", "Events whose publishing failed and will be tried again.");

    public static Counter<long> Republished { get; } = Meter.CreateCounter<long>(
        "hotline.audit.republished", "{ticket}", "Tickets published again because a consumer had not applied them.");

    public static Counter<long> Parked { get; } = Meter.CreateCounter<long>(
        "hotline.audit.parked", "{ticket}", "Tickets that a consumer has not applied for a day: they wait for a person.");

    public static Counter<long> DeadlinesPutOff { get; } =
        Meter.CreateCounter<long>("hotline.deadlines.put_off", "{ticket}", "Tickets whose deadlines could not fire and are tried later.");

    public static Counter<long> EventsRefused { get; } =
        Meter.CreateCounter<long>("hotline.events.refused", "{event}", "Events that a consumer refused for good and put aside.");

    public static ActivityContext? ContextOf(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : null;

    /// <summary>Goes on with a trace. Also where nothing is exported: the facts that follow belong to it.</summary>
    public static Activity? Continue(string name, ActivityKind kind, string traceParent) =>
        Source.StartActivity(name, kind, traceParent)
            ?? (traceParent.Length > 0 ? new Activity(name).SetParentId(traceParent).Start() : null);
}
