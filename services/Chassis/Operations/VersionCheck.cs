using Hotline.Chassis.Commands;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Operations;

/// <summary>Asks the source about a version only when it is far ahead of the last one applied, so next to never.</summary>
internal sealed class VersionCheck(AggregateCollection aggregate, IPeerVersions peers) : IVersionCheck
{
    /// <summary>Versions by which events may run ahead of each other, unasked: more than one write makes.</summary>
    public const long FarAhead = 2 * FactDraft.Most;

    public async Task RequireAsync(EventHeader header, CancellationToken cancel)
    {
        var claimed = header.SourceVersion;
        if (claimed <= FarAhead || claimed - await AppliedAsync(header.TicketId, header.Source, cancel) <= FarAhead)
        {
            return;
        }

        if ((await peers.VersionsOfAsync(header.Source, [header.TicketId], cancel)).GetValueOrDefault(header.TicketId) < claimed)
        {
            throw new InvalidDataException("source_version is far ahead of the version that the source has itself.");
        }
    }

    private async Task<long> AppliedAsync(string ticket, Source source, CancellationToken cancel)
    {
        var found = aggregate.Seen.Find(new BsonDocument("_id", ticket)).Project(new BsonDocument(Envelope.Seen, 1));
        return await found.FirstOrDefaultAsync(cancel) is { } document ? Envelope.VersionIn(document, Envelope.Seen, source) : 0;
    }
}
