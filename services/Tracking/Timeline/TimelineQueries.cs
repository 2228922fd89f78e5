using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Tracking.Lifecycle;
using Hotline.Tracking.Listing;

namespace Hotline.Tracking.Timeline;

/// <summary>A ticket's history as it was recorded, and the proof that it has not changed since.</summary>
public sealed class TimelineQueries(FactStore<TicketRecord> tickets, TicketQueries queries, SignedToken tokens)
{
    private const int VerifyPage = 500;

    /// <summary>A page of the history, in the order of recording.</summary>
    /// <exception cref="RefusalException">NOT_FOUND; TOKEN_INVALID: the page token is of another ticket.</exception>
    public async Task<GetTimelineResponse> ListAsync(GetTimelineRequest request, ServerCallContext context)
    {
        var ticket = await queries.GetAsync(request.TicketId, context);
        var after = request.PageToken.Length == 0
            ? 0
            : long.Parse(tokens.Open(Purpose(ticket.Id), request.PageToken, "page_token"), CultureInfo.InvariantCulture);
        var size = Paging.Size(request.PageSize, 100, 500);
        var facts = await tickets.FactsAsync(ticket.Id, after, size + 1, context.CancellationToken);
        var accused = ticket.State.IsAccused(context.Caller().Units) ? ticket.State.Appeal!.AccusedUnits : null;
        return new()
        {
            Entries = { facts.Take(size).Select(fact => Show(fact, accused)) },
            NextPageToken = facts.Count > size
                ? tokens.Seal(Purpose(ticket.Id), facts[size - 1].V.ToString(CultureInfo.InvariantCulture))
                : "",
        };
    }

    /// <summary>Recomputes the hash chain of the whole history.</summary>
    /// <exception cref="RefusalException">NOT_FOUND.</exception>
    public async Task<VerifyTimelineResponse> VerifyAsync(VerifyTimelineRequest request, ServerCallContext context)
    {
        // The ticket first: what is recorded meanwhile lies beyond its version and is left out.
        var ticket = await queries.GetAsync(request.TicketId, context);
        var facts = await AllAsync(ticket, context.CancellationToken);
        var broken = FactChain.FirstBroken(facts) ?? (Ends(facts, ticket) ? null : (long?)facts.Count + 1);
        return new()
        {
            Intact = broken is null,
            Entries = facts.Count,
            FirstBrokenVersion = broken ?? 0,
            Tip = facts.Count > 0 ? facts[^1].Hash : "",
        };
    }

    private async Task<List<Fact>> AllAsync(Aggregate<TicketRecord> ticket, CancellationToken cancel)
    {
        var facts = new List<Fact>();
        while (true)
        {
            var page = await tickets.FactsAsync(ticket.Id, facts.Count > 0 ? facts[^1].V : 0, VerifyPage, cancel);
            facts.AddRange(page.Where(f => f.V <= ticket.V));
            if (page.Count < VerifyPage || page[^1].V >= ticket.V)
            {
                return facts;
            }
        }
    }

    /// <summary>The chain must reach the version and the tip that the ticket itself names: a cut tail shows too.</summary>
    private static bool Ends(List<Fact> facts, Aggregate<TicketRecord> ticket) =>
        facts.Count > 0 && facts[^1].V == ticket.V && facts[^1].Hash == ticket.Tip;

    private static string Purpose(string ticket) => "timeline:" + ticket;

    /// <param name="fact">What happened.</param>
    /// <param name="accused">The accused and all below it, when one of them reads; else null.</param>
    private static TimelineEntry Show(Fact fact, IReadOnlyCollection<string>? accused) => new()
    {
        Version = fact.V,
        Type = fact.Type,
        Actor = fact.Actor.ToProto(),
        OccurredAt = Timestamp.FromDateTime(fact.OccurredAt),
        RecordedAt = Timestamp.FromDateTime(fact.RecordedAt),
        Details = { (accused is null ? fact.Details : AccusedView.ForAccused(fact.Details, accused)).ToDictionary() },
        Hash = fact.Hash,
        PrevHash = fact.PrevHash,
        BodyHash = fact.BodyHash ?? "",
    };
}

public sealed class GetTimelineValidator : IValidator<GetTimelineRequest>
{
    public void Check(GetTimelineRequest request, Violations violations)
    {
        violations.Id("ticket_id", request.TicketId);
        violations.PageSize(request.PageSize);
    }
}

public sealed class VerifyTimelineValidator : IValidator<VerifyTimelineRequest>
{
    public void Check(VerifyTimelineRequest request, Violations violations) => violations.Id("ticket_id", request.TicketId);
}
