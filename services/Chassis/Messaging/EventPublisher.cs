using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Hotline.Chassis.Telemetry;
using MassTransit;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// Publishes events: mandatory, because a publish to no queue would be confirmed and lost; bounded in time,
/// because a publish to an absent broker would wait for ever; under their own message id.
/// </summary>
public sealed class EventPublisher(IBusControl bus, Topology topology) : IEventPublisher
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    // Not the health of the bus: a consumer that waits to connect again must not stop what is published.
    public bool IsReady => topology.IsThere;

    /// <exception cref="MessageReturnedException">No queue would get the batch.</exception>
    /// <inheritdoc/>
    public async Task PublishAsync(EventBatch batch, CancellationToken cancel)
    {
        using var span = Publishing(batch);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Timeout);
        var exchange = await bus.GetSendEndpoint(new Uri("exchange:" + batch.Kind.ExchangeOf(batch.IsUrgent)));
        await exchange.Send(batch.Kind.EmptyBatch, batch.Kind.Batch.ClrType, Pipe.Execute<SendContext>(context =>
        {
            context.MessageId = IdOf(batch.Events.Select(each => each.Event.MessageId));
            context.GetPayload<RabbitMqSendContext>().Mandatory = true;
            context.Serializer = new PreparedJson(batch.Json);
        }), limit.Token);
    }

    /// <summary>The same events have the same broker id each time one batch publishes them.</summary>
    public static Guid IdOf(IEnumerable<string> eventIds) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', eventIds))).AsSpan(0, 16));

    /// <summary>One event's span belongs to its trace; that of several is linked to theirs.</summary>
    private static Activity? Publishing(EventBatch batch)
    {
        if (batch.Events is [var only])
        {
            return Tracing.Source.StartActivity("publish", ActivityKind.Producer, only.TraceParent);
        }

        var traces = batch.Events.Select(each => Tracing.ContextOf(each.TraceParent)).OfType<ActivityContext>();
        return Tracing.Source.StartActivity(
            "publish", ActivityKind.Producer, default(ActivityContext), links: traces.Select(trace => new ActivityLink(trace)));
    }
}
