using Google.Protobuf;

namespace Hotline.Chassis.Messaging;

/// <summary>Applies one kind of event. Called at least once, in any order; the handler's store gates by version.</summary>
public interface IEventHandler<in TEvent>
    where TEvent : class, IMessage
{
    Task HandleAsync(TEvent message, CancellationToken cancel);
}
