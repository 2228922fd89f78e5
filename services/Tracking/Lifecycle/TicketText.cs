using Hotline.Chassis.Access;
using Hotline.Chassis.Privacy;

namespace Hotline.Tracking.Lifecycle;

/// <summary>Masks what people write of a ticket: what looks personal, and the claimant's own name, which Tracking does not know.</summary>
public sealed class TicketText(NameMarks names)
{
    /// <summary>A text as it is stored.</summary>
    /// <param name="ticket">The ticket it is about.</param>
    /// <param name="writer">Who wrote it.</param>
    /// <param name="text">As it was written.</param>
    /// <exception cref="InvalidOperationException">The key of the names is not mounted.</exception>
    public string Mask(TicketRecord ticket, Caller writer, string text) =>
        ticket.Appeal is { } appeal && NameDuty.MayLearn(appeal, writer.Roles, writer.Units)
            ? names.Mask(text, appeal.TicketNumber, appeal.NameMarks, leavesNothing: appeal.AccusedUnits.Count > 0)
            : Masker.Mask(text);
}
