using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
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

/// <summary>Asks each consumer what it should have applied of some tickets and has not.</summary>
public sealed class ConsumerGaps(ISeenByPeer peers, ServiceIdentity service)
{
    /// <summary>Of each ticket and consumer the last version with an event that the consumer applies.</summary>
    /// <param name="tickets">Their documents, of which it needs <see cref="Envelope.Sent"/>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="Grpc.Core.RpcException">A consumer cannot be asked now.</exception>
    public async Task<IReadOnlyList<ConsumerGap>> FindAsync(IReadOnlyList<BsonDocument> tickets, CancellationToken cancel)
    {
        var gaps = new List<ConsumerGap>();
        foreach (var consumer in EventCatalogue.ConsumersOf(service.Source))
        {
            var wanted = tickets
                .Select(ticket => (Id: ticket["_id"].AsString, Version: Envelope.VersionIn(ticket, Envelope.Sent, consumer)))
                .Where(sent => sent.Version > 0)
                .ToDictionary(sent => sent.Id, sent => sent.Version);
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
