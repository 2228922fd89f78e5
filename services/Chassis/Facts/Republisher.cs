using Hotline.Chassis.Access;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Messaging;

namespace Hotline.Chassis.Facts;

/// <summary>Announces the latest fact of a ticket once more; harmless at any time because consumers gate by version.</summary>
public sealed class Republisher<TState>(FactStore<TState> store, EventPublisher publisher) : IRepublisher
    where TState : class
{
    public async Task<(long Version, int Events)> RepublishAsync(string ticket, CancellationToken cancel)
    {
        var current = await store.FindAsync(ticket, Scope.All, cancel) ?? throw Refuse.NotFound("ticket");
        var facts = await store.FactsAsync(ticket, current.V - 1, 1, cancel);
        foreach (var outgoing in facts.SelectMany(fact => fact.Events))
        {
            await publisher.PublishAsync(outgoing, facts[0].TraceParent, cancel);
        }

        return (current.V, facts.Sum(fact => fact.Events.Count));
    }
}

/// <summary>Lets the operations face announce again without knowing the aggregate's type.</summary>
public interface IRepublisher
{
    Task<(long Version, int Events)> RepublishAsync(string ticket, CancellationToken cancel);
}
