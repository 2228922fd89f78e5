namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>What a rule decided: the ticket after it, and the one fact that tells of it.</summary>
public sealed record Outcome(TicketRecord Ticket, string Type, DateTime OccurredAt, IReadOnlyDictionary<string, string> Details)
{
    public bool Closes => Type == "ticket.closed";

    /// <summary>The only door out of a rule: what depends on the rest of the record is derived here.</summary>
    public static Outcome Of(TicketRecord ticket, string type, DateTime occurredAt, params IEnumerable<(string Key, string Value)> details) =>
        new(
            ticket with { Scope = Scopes.Of(ticket), NextDue = ticket.Deadlines.NextDue() },
            type,
            occurredAt,
            details.Where(d => d.Value.Length > 0).ToDictionary(d => d.Key, d => d.Value));
}
