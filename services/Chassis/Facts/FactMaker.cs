using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;

namespace Hotline.Chassis.Facts;

/// <summary>Makes the fact of a change: fills the headers of its events and links it into the chain.</summary>
public static class FactMaker
{
    public static Fact Make(Source source, string ticket, long v, string prevHash, Command command, string type, IReadOnlyDictionary<string, string> details, IReadOnlyList<IMessage> events, DateTime recordedAt)
    {
        var traceParent = Activity.Current?.Id;
        var outgoing = new OutboxEvent[events.Count];
        for (var i = 0; i < events.Count; i++)
        {
            var header = new EventHeader
            {
                EventId = $"{ticket}|{source.ToString().ToLowerInvariant()}|{v}|{i}",
                TicketId = ticket,
                Source = source,
                SourceVersion = v,
                OccurredAt = Timestamp.FromDateTime(command.OccurredAt),
                RecordedAt = Timestamp.FromDateTime(recordedAt),
                Actor = command.Actor,
                TraceParent = traceParent ?? "",
            };
            EventCatalogue.SetHeader(events[i], header);
            outgoing[i] = new OutboxEvent(header.EventId, events[i].Descriptor.FullName, ProtoJson.Format(events[i]));
        }

        var fact = new Fact
        {
            Id = Fact.IdOf(ticket, v),
            Ticket = ticket,
            V = v,
            Type = type,
            RequestKey = command.RequestKey,
            BodyHash = command.BodyHash,
            PrevHash = prevHash,
            Hash = "",
            Actor = FactActor.Of(command.Actor),
            OccurredAt = command.OccurredAt,
            RecordedAt = recordedAt,
            TraceParent = traceParent,
            Details = details,
            Events = outgoing,
        };
        return fact with { Hash = FactChain.HashOf(fact) };
    }
}
