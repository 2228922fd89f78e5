using Hotline.Chassis.Configuration;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using MongoDB.Bson;

namespace Hotline.Chassis.Audit;

/// <summary>A ticket's version that was published to a consumer and not applied by it.</summary>
/// <param name="Ticket">Which ticket.</param>
/// <param name="Consumer">The service that should have applied it.</param>
/// <param name="Version">The version wanted of it.</param>
/// <param name="Applied">The last version it has applied; 0 when it has applied nothing of the ticket.</param>
public sealed record ConsumerGap(string Ticket, Source Consumer, long Version, long Applied);

/// <summary>Asks each consumer what it should have applied of some facts and has not.</summary>
public sealed class ConsumerGaps(ISeenByPeer peers, ServiceIdentity service)
{
    /// <summary>What it needs of each fact.</summary>
    public static BsonDocument Asked => new() { { "ticket", 1 }, { "v", 1 }, { "events.type", 1 } };

    /// <summary>Of each ticket and consumer the last fact with an event that the consumer applies.</summary>
    /// <exception cref="Grpc.Core.RpcException">A consumer cannot be asked now.</exception>
    public async Task<IReadOnlyList<ConsumerGap>> FindAsync(IReadOnlyList<BsonDocument> facts, CancellationToken cancel)
    {
        var gaps = new List<ConsumerGap>();
        foreach (var consumer in EventCatalogue.ConsumersOf(service.Source))
        {
            var wanted = facts
                .Where(fact => fact["events"].AsBsonArray.Any(sent => EventCatalogue.IsAppliedBy(sent["type"].AsString, consumer)))
                .GroupBy(fact => fact["ticket"].AsString, fact => fact["v"].ToInt64())
                .ToDictionary(versions => versions.Key, versions => versions.Max());
            if (wanted.Count > 0)
            {
                var seen = await peers.AskAsync(consumer, [.. wanted.Keys], cancel);
                gaps.AddRange(wanted.Select(want => new ConsumerGap(want.Key, consumer, want.Value, seen.GetValueOrDefault(want.Key)))
                    .Where(gap => gap.Applied < gap.Version));
            }
        }

        return gaps;
    }
}
