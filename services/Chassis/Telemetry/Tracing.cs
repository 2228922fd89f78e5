using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Hotline.Chassis.Telemetry;

/// <summary>The suite's own spans and counters: ids and counts only.</summary>
public static class Tracing
{
    public const string Name = "Hotline";

    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    public static Counter<long> Announced { get; } = Meter.CreateCounter<long>("hotline.relay.announced", "{event}", "Events announced and confirmed by the broker.");

    public static Counter<long> AnnounceFailures { get; } = Meter.CreateCounter<long>("hotline.relay.failures", "{event}", "Events whose announcement failed and will be tried again.");

    public static Counter<long> Reannounced { get; } = Meter.CreateCounter<long>("hotline.sweep.reannounced", "{ticket}", "Tickets announced again because no effect was seen.");

    public static ActivityContext? ContextOf(string? traceParent) => ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : null;

    /// <summary>Goes on with a trace. Also where nothing is exported: the facts that follow belong to it.</summary>
    public static Activity? Continue(string name, ActivityKind kind, string traceParent) =>
        Source.StartActivity(name, kind, traceParent) ?? (traceParent.Length > 0 ? new Activity(name).SetParentId(traceParent).Start() : null);
}
