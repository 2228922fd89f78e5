using Hotline.Chassis.Commands;


namespace Hotline.Routing.Dispatch.Rules;

/// <summary>Remembers that Tracking closed the ticket; a closing that comes before the appeal itself is kept for it.</summary>
public static class CloseDispatch
{
    /// <summary>Null when it is closed already.</summary>
    /// <param name="known">The record; null when the closing comes before the appeal.</param>
    /// <param name="ticketNumber">For the record to be.</param>
    /// <param name="rootUnitId">The root, which alone sees such a record.</param>
    /// <param name="closedAt">As Tracking says, UTC.</param>
    public static Decision<DispatchRecord>? Close(DispatchRecord? known, string ticketNumber, string rootUnitId, DateTime closedAt)
    {
        if (known?.ClosedAt is not null)
        {
            return null;
        }

        var record = known ?? new DispatchRecord { TicketNumber = ticketNumber, Scope = [rootUnitId] };
        return DispatchFacts.Closed(record with { ClosedAt = closedAt, QueueUnitId = null, NameMarks = [] });
    }
}
