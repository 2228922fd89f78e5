using Google.Protobuf;
using Hotline.Chassis.Messaging;

namespace Hotline.Testing;

/// <summary>Publishes an event as its source does, without a fact behind it.</summary>
public static class Publishing
{
    public static Task PublishAsync(this IEventPublisher publisher, IMessage message, bool isUrgent = false)
    {
        var id = EventCatalogue.HeaderOf(message)?.EventId ?? "";
        var stored = new OutboxEvent(id, message.Descriptor.FullName, ProtoJson.Format(message));
        return publisher.PublishAsync(EventBatch.Pack([new TracedEvent(stored, null)], isUrgent).Single(), default);
    }
}
