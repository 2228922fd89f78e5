using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Telemetry;
using MassTransit;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// Publishes events: mandatory, because a publish to no queue would be confirmed and lost; bounded in time,
/// because a publish to an absent broker would wait for ever; under their own message id.
/// </summary>
public sealed class EventPublisher(IBusControl bus, Topology topology)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public bool IsReady => topology.IsDeclared && bus.CheckHealth().Status == BusHealthStatus.Healthy;

    /// <summary>One event by itself.</summary>
    public Task PublishAsync(Outgoing outgoing, string? traceParent, CancellationToken cancel) =>
        PublishAsync(new EventBundle(EventCatalogue.Find(outgoing.Type), [new Announcement(outgoing, traceParent)]), cancel);

    public async Task PublishAsync(EventBundle bundle, CancellationToken cancel)
    {
        var message = bundle.ToMessage();
        using var span = Announcing(bundle);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        await bus.Publish(message, message.GetType(), Pipe.Execute<PublishContext>(context =>
        {
            context.MessageId = IdOf(bundle.Events.Select(each => each.Event.MessageId));
            context.Mandatory = true;
        }), limit.Token);
    }

    /// <summary>The same events have the same broker id every time they are announced together.</summary>
    public static Guid IdOf(IEnumerable<string> eventIds) => new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', eventIds))).AsSpan(0, 16));

    /// <summary>One event's span belongs to its trace; that of several is linked to theirs.</summary>
    private static Activity? Announcing(EventBundle bundle) => bundle.Events is [var only]
        ? Tracing.Source.StartActivity("announce", ActivityKind.Producer, only.TraceParent)
        : Tracing.Source.StartActivity(
            "announce", ActivityKind.Producer, default(ActivityContext), links: bundle.Events.Select(each => Tracing.ContextOf(each.TraceParent)).OfType<ActivityContext>().Select(context => new ActivityLink(context)));
}
