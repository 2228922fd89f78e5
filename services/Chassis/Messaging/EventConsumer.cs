using Google.Protobuf;
using MassTransit;

namespace Hotline.Chassis.Messaging;

/// <summary>The thin face of MassTransit before a handler.</summary>
internal sealed class EventConsumer<TEvent>(IEventHandler<TEvent> handler) : IConsumer<TEvent>
    where TEvent : class, IMessage
{
    public Task Consume(ConsumeContext<TEvent> context) => handler.HandleAsync(context.Message, context.CancellationToken);
}
