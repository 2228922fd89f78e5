using Hotline.Chassis.Access;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Messaging;

namespace Hotline.Chassis.Facts;

/// <summary>
/// Announces the latest fact of a ticket that has events once more; harmless at any time because consumers gate by version.
/// Facts without events are the service's own memory, and nobody waits for them.
/// </summary>
public sealed class Republisher<TState>(FactStore<TState> store, EventPublisher publisher) : IRepublisher
    where TState : class
{
    private const int LookBack = 20;

    public async Task<(long Version, int Events)> RepublishAsync(string ticket, CancellationToken cancel)
    {
        var current = await store.FindAsync(ticket, Scope.All, cancel) ?? throw Refuse.NotFound("ticket");
        var latest = (await store.FactsAsync(ticket, Math.Max(0, current.V - LookBack), LookBack, cancel)).LastOrDefault(fact => fact.Events.Count > 0);
        foreach (var outgoing in latest?.Events ?? [])
        {
            await publisher.PublishAsync(outgoing, latest!.TraceParent, cancel);
        }

        return (latest?.V ?? current.V, latest?.Events.Count ?? 0);
    }
}

/// <summary>Lets the operations face announce again without knowing the aggregate's type.</summary>
public interface IRepublisher
{
    Task<(long Version, int Events)> RepublishAsync(string ticket, CancellationToken cancel);
}
