using Google.Protobuf;
using Hotline.Chassis.Messaging;

namespace Hotline.Testing;

/// <summary>Publishes an event as its source does, without a fact behind it.</summary>
public static class Publishing
{
    public static Task PublishAsync(this IEventPublisher publisher, IMessage message, bool isUrgent = false)
    {
        var stored = new OutboxEvent(EventCatalogue.HeaderOf(message)?.EventId ?? "", message.Descriptor.FullName, ProtoJson.Format(message));
        return publisher.PublishAsync(EventBatch.Pack([new TracedEvent(stored, null)], isUrgent).Single(), default);
    }
}
