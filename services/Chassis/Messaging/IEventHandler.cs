using Google.Protobuf;

namespace Hotline.Chassis.Messaging;

/// <summary>Applies one kind of event. Called at least once, in any order; the handler's store gates by version.</summary>
public interface IEventHandler<in TEvent>
    where TEvent : class, IMessage
{
    /// <summary>
    /// Applies one event in one guarded update, and ignores a version it has applied. What it throws is retried after 100 ms, 1 s
    /// and 5 s, then waits in the error queue; an InvalidDataException, or a refusal that no retry can change, goes there at
    /// once.
    /// </summary>
    /// <param name="message">The event, with a header that was checked.</param>
    /// <param name="cancel">The consumer is being stopped.</param>
    Task HandleAsync(TEvent message, CancellationToken cancel);
}
