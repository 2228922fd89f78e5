namespace Hotline.Chassis.Messaging;

/// <summary>Publishes events of the outbox.</summary>
public interface IEventPublisher
{
    /// <summary>Whether a publish can succeed now: the broker is connected and every exchange, queue and binding is declared.</summary>
    bool IsReady { get; }

    /// <summary>
    /// Completes when the broker has confirmed that every consumer's queue holds the batch. Any exception leaves open whether it
    /// does: publish again, consumers ignore what they have applied.
    /// </summary>
    /// <exception cref="OperationCanceledException">The broker did not confirm in time, or the caller cancelled.</exception>
    Task PublishAsync(EventBatch batch, CancellationToken cancel);
}
