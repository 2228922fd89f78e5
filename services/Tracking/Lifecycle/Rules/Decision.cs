namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>What a rule decided: the ticket after it, and the facts that tell of it, in order; none when it only remembers.</summary>
public sealed record Decision(TicketRecord Ticket, IReadOnlyList<TicketFact> Facts)
{
    /// <summary>The only door out of a rule with one fact: what depends on the rest of the record is derived here.</summary>
    public static Decision Of(TicketRecord ticket, FactType type, DateTime occurredAt, params IEnumerable<Detail> details) => new(
        ticket with
        {
            Scope = Scopes.Of(ticket),
            HiddenFrom = Scopes.HiddenFrom(ticket),
            NextDue = ticket.Deadlines.NextDue(),
            // Nothing is written of the claimant any more.
            Appeal = ticket.ClosedAt is null ? ticket.Appeal : ticket.Appeal! with { NameMarks = [] },
        },
        [new(type, occurredAt, type.Keep(details))]);

    /// <summary>Nothing happened yet to a ticket that is known: it is kept until it is.</summary>
    public static Decision Remember(HeardRecord heard) => new(new() { Heard = heard }, []);

    /// <summary>Both, in one write: this first, then the other, which went on from the ticket after this.</summary>
    public Decision Then(Decision next) => new(next.Ticket, [.. Facts, .. next.Facts]);

    /// <summary>Said by another than the one whose request or event brought it.</summary>
    public Decision By(ActorRecord actor) => this with { Facts = [.. Facts.Select(fact => fact with { Actor = actor })] };
}

/// <summary>Something that happened to a ticket, as its timeline shows it. The catalogue (timeline.proto) says what it carries.</summary>
public sealed record TicketFact(FactType Type, DateTime OccurredAt, IReadOnlyDictionary<string, string> Details)
{
    /// <summary>Who did it; null when the caller of the command, or the actor of the event, did.</summary>
    public ActorRecord? Actor { get; init; }

    /// <summary>Whether the ticket ends with it.</summary>
    public bool Closes => Type == FactType.TicketClosed;
}
