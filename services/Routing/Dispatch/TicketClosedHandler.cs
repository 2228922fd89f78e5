using Hotline.Chassis.Commands;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using Hotline.Routing.Catalogue;
using Hotline.Routing.Dispatch.Rules;

namespace Hotline.Routing.Dispatch;

/// <summary>Remembers that a ticket is closed, so that nothing more is dispatched.</summary>
public sealed class TicketClosedHandler(FactStore<DispatchRecord> store, ReferenceCache references) : IEventHandler<TicketClosed>
{
    public async Task HandleAsync(TicketClosed message, CancellationToken cancel)
    {
        var root = references.Current.Units.Root.UnitId;
        var closedAt = message.Header.OccurredAt.ToDateTime();
        await store.ApplyEventAsync(
            message.Header.TicketId,
            Command.Of(message.Header),
            (known, _) => CloseDispatch.Close(known, message.Ticket.TicketNumber, root, closedAt),
            cancel);
    }
}
