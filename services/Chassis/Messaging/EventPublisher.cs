using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Telemetry;
using MassTransit;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// Publishes one event: mandatory, because a publish to no queue would be confirmed and lost; bounded in time,
/// because a publish to an absent broker would wait for ever; under its own message id.
/// </summary>
public sealed class EventPublisher(IBusControl bus, Topology topology)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public bool IsReady => topology.IsDeclared && bus.CheckHealth().Status == BusHealthStatus.Healthy;

    public async Task PublishAsync(Outgoing outgoing, string? traceParent, CancellationToken cancel)
    {
        var message = outgoing.Live ?? ProtoJson.Parse(outgoing.Json, EventCatalogue.Find(outgoing.Type));
        using var span = Tracing.Source.StartActivity("announce", ActivityKind.Producer, traceParent);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        await bus.Publish(message, message.GetType(), Pipe.Execute<PublishContext>(context =>
        {
            context.MessageId = IdOf(outgoing.MessageId);
            context.Mandatory = true;
        }), limit.Token);
    }

    /// <summary>The same event has the same broker id every time it is announced.</summary>
    public static Guid IdOf(string eventId) => new(SHA256.HashData(Encoding.UTF8.GetBytes(eventId)).AsSpan(0, 16));
}
