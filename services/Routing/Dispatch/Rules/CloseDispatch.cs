using Hotline.Chassis.Facts;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>Remembers that Tracking closed the ticket; a closing that comes before the appeal itself is kept for it.</summary>
public static class CloseDispatch
{
    public static Decision<DispatchRecord>? Close(DispatchRecord? known, string ticketNumber, string rootUnitId, DateTime closedAt)
    {
        if (known?.ClosedAt is not null)
        {
            return null;
        }

        var record = known ?? new DispatchRecord { TicketNumber = ticketNumber, Scope = [rootUnitId] };
        return DispatchFacts.Closed(record with { ClosedAt = closedAt, QueueUnitId = null });
    }
}
