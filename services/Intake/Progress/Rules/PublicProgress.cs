using Hotline.Events.V1;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Progress.Rules;

/// <summary>How far a ticket is, as Tracking published last.</summary>
public sealed record PublicProgress(TicketState State, string LeadUnitName, DateTime ChangedAt, DateTime? PromisedAt);

/// <summary>What Intake keeps of a TicketChanged: public progress, and who handles the ticket now.</summary>
public sealed record TrackingNews(string Ticket, long Version, PublicProgress Progress, IReadOnlyList<string> Handlers)
{
    public static TrackingNews Of(TicketChanged changed)
    {
        var (header, ticket) = (changed.Header, changed.Ticket);
        var active = ticket.Assignments.Where(assignment => IsActive(assignment.State)).ToList();
        var lead = ticket.Assignments.LastOrDefault(
            assignment => assignment.Routed.Role == AssignmentRole.Lead && HasPart(assignment.State));
        var promise = ticket.Deadlines.LastOrDefault(deadline => deadline.Kind == DeadlineKind.Citizen);
        return new TrackingNews(
            header.TicketId,
            header.SourceVersion,
            new PublicProgress(ticket.State, lead?.Routed.UnitName ?? "", header.OccurredAt.ToDateTime(), promise?.DueAt?.ToDateTime()),
            HasEnded(ticket.State) ? [] : [.. active.Select(assignment => assignment.Routed.UnitId).Distinct()]);
    }

    private static bool HasPart(AssignmentState state) => state is not (AssignmentState.Returned or AssignmentState.Exited);

    private static bool IsActive(AssignmentState state) => HasPart(state) && state != AssignmentState.Done;

    private static bool HasEnded(TicketState state) => state is TicketState.Closed or TicketState.Archived
        or TicketState.AnsweredDirectly or TicketState.NotAccepted or TicketState.TransferredOut
        or TicketState.Merged or TicketState.Withdrawn;
}
