using Hotline.Tracking.V1;

namespace Hotline.Cli.Demo;

/// <summary>Finds what the demo asks of a ticket.</summary>
public static class TicketReading
{
    public static Deadline? Due(this Ticket ticket, DeadlineKind kind, string assignment = "") =>
        ticket.Deadlines.LastOrDefault(
            deadline => deadline.Kind == kind && string.Equals(deadline.AssignmentId, assignment, StringComparison.Ordinal));

    /// <summary>A unit's part, if it has one.</summary>
    public static Assignment? Of(this Ticket ticket, string unitId) =>
        ticket.Assignments.FirstOrDefault(part => string.Equals(part.Routed.UnitId, unitId, StringComparison.Ordinal));

    /// <summary>The assignment id of a unit's part; a missing one fails the call that uses it, with the unit's name.</summary>
    public static string PartOf(this Ticket ticket, string unitId) =>
        ticket.Of(unitId)?.Routed.AssignmentId
        ?? throw new UserError(
            $"{unitId} has no part in {ticket.TicketNumber}.", "The dispatch did not reach Tracking, or went elsewhere.", DemoLogs.Hint);
}
