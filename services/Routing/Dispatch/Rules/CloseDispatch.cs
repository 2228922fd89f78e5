namespace Hotline.Routing.Dispatch.Rules;

/// <summary>Remembers that Tracking closed the ticket; a closing that comes before the appeal itself is kept for it.</summary>
public static class CloseDispatch
{
    public static Step? Close(DispatchRecord? known, string ticketNumber, string rootUnitId, DateTime closedAt)
    {
        if (known?.ClosedAt is not null)
        {
            return null;
        }

        var record = known ?? new DispatchRecord { TicketNumber = ticketNumber, Scope = [rootUnitId] };
        return new(record with { ClosedAt = closedAt, QueueUnitId = null }, "ticket.closed", new Dictionary<string, string>()) { IsAnnounced = false };
    }
}
