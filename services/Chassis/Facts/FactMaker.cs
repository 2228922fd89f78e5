using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;

namespace Hotline.Chassis.Facts;

/// <summary>Makes the facts of a decision: fills the headers of their events and links them into the chain.</summary>
public static class FactMaker
{
    /// <summary>The facts v+1 … v+n. The request's key stands on the first, the others add |2, |3.</summary>
    /// <exception cref="ArgumentException">The decision holds more facts than <see cref="FactDraft.Most"/>.</exception>
    public static List<Fact> Make<TState>(
        Source source, string ticket, long v, string tip, Command command, Decision<TState> decision, DateTime recordedAt)
    {
        if (decision.Facts.Count > FactDraft.Most)
        {
            throw new ArgumentException($"A decision holds at most {FactDraft.Most} facts, not {decision.Facts.Count}.", nameof(decision));
        }

        var facts = new List<Fact>(decision.Facts.Count);
        foreach (var draft in decision.Facts)
        {
            var version = v + facts.Count + 1;
            var (occurredAt, actor) = (draft.OccurredAt ?? command.OccurredAt, draft.Actor ?? command.Actor);
            var header = new EventHeader
            {
                TicketId = ticket,
                Source = source,
                SourceVersion = version,
                OccurredAt = Timestamp.FromDateTime(occurredAt),
                RecordedAt = Timestamp.FromDateTime(recordedAt),
                Actor = actor,
                TraceParent = Activity.Current?.Id ?? "",
            };
            var fact = new Fact
            {
                Id = Fact.IdOf(ticket, version),
                Ticket = ticket,
                V = version,
                Type = draft.Type,
                RequestKey = KeyOf(command.RequestKey, facts.Count + 1),
                BodyHash = command.BodyHash,
                PrevHash = tip,
                Hash = "",
                Actor = FactActor.Of(actor),
                OccurredAt = occurredAt,
                RecordedAt = recordedAt,
                TraceParent = Activity.Current?.Id,
                Details = draft.Details,
                Events = [.. draft.Events.Select((message, i) => EventOf(message, header, i))],
                IsUrgent = decision.IsUrgent,
            };
            facts.Add(fact with { Hash = tip = FactChain.HashOf(fact) });
        }

        return facts;
    }

    /// <summary>The keys under which the facts of one request may stand.</summary>
    public static IReadOnlyList<string> KeysOf(string requestKey) =>
        [.. Enumerable.Range(1, FactDraft.Most).Select(n => KeyOf(requestKey, n))];

    private static string KeyOf(string requestKey, int n) => n == 1 ? requestKey : $"{requestKey}|{n}";

    private static OutboxEvent EventOf(IMessage message, EventHeader header, int i)
    {
        var own = header.Clone();
        own.EventId = $"{header.TicketId}|{header.Source.Name()}|{header.SourceVersion}|{i}";
        EventCatalogue.SetHeader(message, own);
        return new OutboxEvent(own.EventId, message.Descriptor.FullName, ProtoJson.Format(message));
    }
}
