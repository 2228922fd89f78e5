using Hotline.Chassis.Access;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Audit;

/// <summary>Publishes facts once more; harmless at any time because consumers gate by version.</summary>
public sealed class Republisher<TState>(FactStore<TState> store, IEventPublisher publisher, ServiceIdentity service) : IRepublisher
    where TState : class
{
    private const int LookBack = 20;

    /// <summary>For each consumer the latest fact that brings it something: the last fact of all may bring it nothing.</summary>
    public async Task<(long Version, int Events)> RepublishAsync(string ticket, CancellationToken cancel)
    {
        var current = await store.FindAsync(ticket, Scope.All, cancel) ?? throw Refuse.NotFound("ticket");
        var recent = await store.FactsAsync(current.Id, Math.Max(0, current.V - LookBack), LookBack, cancel);
        var latest = EventCatalogue.ConsumersOf(service.Source)
            .Select(consumer => recent.LastOrDefault(fact => fact.Events.Any(sent => EventCatalogue.IsAppliedBy(sent.Type, consumer))))
            .OfType<Fact>().DistinctBy(fact => fact.V).OrderBy(fact => fact.V).ToList();
        foreach (var fact in latest)
        {
            await PublishAsync(fact, cancel);
        }

        return (latest.Count == 0 ? current.V : latest[^1].V, latest.Sum(fact => fact.Events.Count));
    }

    /// <summary>One fact that was published before.</summary>
    public async Task RepublishAsync(string ticket, long version, CancellationToken cancel)
    {
        var one = new BsonDocument { { "_id", Fact.IdOf(ticket, version) }, { "ticket", ticket } };
        var fact = await store.Facts.Find(one).SingleAsync(cancel);
        await PublishAsync(Fact.FromBson(fact), cancel);
    }

    private async Task PublishAsync(Fact fact, CancellationToken cancel)
    {
        foreach (var batch in fact.Events.SelectMany(each => EventBatch.Pack([new TracedEvent(each, fact.TraceParent)], fact.IsUrgent)))
        {
            await publisher.PublishAsync(batch, cancel);
        }
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
