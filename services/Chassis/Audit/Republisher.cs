using Hotline.Chassis.Access;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;

namespace Hotline.Chassis.Audit;

/// <summary>Publishes facts once more; harmless at any time because consumers gate by version.</summary>
public sealed class Republisher<TState>(FactStore<TState> store, IEventPublisher publisher) : IRepublisher
    where TState : class
{
    /// <summary>For each consumer the latest fact that brings it something: the last fact of all may bring it nothing.</summary>
    public async Task<(long Version, int Events)> RepublishAsync(string ticket, CancellationToken cancel)
    {
        var current = await store.FindAsync(ticket, Scope.All, cancel) ?? throw Refuse.NotFound("ticket");
        var (last, events) = (current.V, 0);
        foreach (var version in current.Sent.Values.Distinct().Order())
        {
            last = version;
            events += await RepublishAsync(current.Id, version, cancel);
        }

        return (last, events);
    }

    /// <summary>One fact; how many events it took.</summary>
    /// <exception cref="InvalidOperationException">The ticket has no such version.</exception>
    public async Task<int> RepublishAsync(string ticket, long version, CancellationToken cancel)
    {
        var fact = (await store.FactsAsync(ticket, version - 1, 1, cancel)).Single(fact => fact.V == version);
        foreach (var batch in fact.Events.SelectMany(each => EventBatch.Pack([new TracedEvent(each, fact.TraceParent)], fact.IsUrgent)))
        {
            await publisher.PublishAsync(batch, cancel);
        }

        return fact.Events.Count;
    }
}

/// <summary>Lets the operations face publish again without knowing the aggregate's type.</summary>
public interface IRepublisher
{
    /// <summary>Publishes the latest fact that brings something to each consumer.</summary>
    /// <param name="ticket">The id of the ticket.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The version of the last fact published, and how many events it took; none when no consumer gets anything of it.</returns>
    /// <exception cref="RefusalException">NOT_FOUND: no such ticket.</exception>
    /// <exception cref="OperationCanceledException">The broker did not confirm in time, or the caller cancelled.</exception>
    Task<(long Version, int Events)> RepublishAsync(string ticket, CancellationToken cancel);
}
