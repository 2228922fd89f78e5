using System.Collections.Concurrent;
using Hotline.Chassis.Messaging;

namespace Hotline.Chassis.Tests.Outbox;

/// <summary>A broker that confirms everything, unless told otherwise, and remembers what it confirmed in order.</summary>
public sealed class RecordingPublisher : IEventPublisher
{
    public ConcurrentQueue<EventBatch> Batches { get; } = new();

    public bool IsReady { get; set; } = true;

    /// <summary>Which batches are refused.</summary>
    public Func<EventBatch, bool> Fails { get; set; } = static _ => false;

    /// <summary>The ids of the events confirmed, in order.</summary>
    public IEnumerable<string> Events => Batches.SelectMany(batch => batch.Events).Select(each => each.Event.MessageId);

    public Task PublishAsync(EventBatch batch, CancellationToken cancel)
    {
        if (Fails(batch))
        {
            throw new InvalidOperationException("told to fail");
        }

        Batches.Enqueue(batch);
        return Task.CompletedTask;
    }
}
