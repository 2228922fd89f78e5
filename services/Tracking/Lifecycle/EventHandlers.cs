using Hotline.Chassis.Commands;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Privacy;
using Hotline.Events.V1;

namespace Hotline.Tracking.Lifecycle;

/// <summary>Intake took an appeal: the ticket opens and its clocks start.</summary>
public sealed class AppealAcceptedHandler(FactStore<TicketRecord> tickets, ClockTable clocks, RootUnit root)
    : IEventHandler<AppealAccepted>
{
    public Task HandleAsync(AppealAccepted message, CancellationToken cancel) =>
        tickets.ApplyEventAsync(
            message.Header.TicketId,
            Command.Of(message.Header),
            (known, version) => OpenRule.Open(known, message.ToRecord(), root.Id, clocks)
                .ToDecision(message.Header.TicketId, version, known),
            cancel,
            opens: true);
}

/// <summary>Routing could not decide: the ticket waits for a dispatcher.</summary>
public sealed class QueuedForDispatcherHandler(FactStore<TicketRecord> tickets) : IEventHandler<QueuedForDispatcher>
{
    public Task HandleAsync(QueuedForDispatcher message, CancellationToken cancel)
    {
        var queue = new QueueRecord
        {
            UnitId = message.QueueUnitId,
            Scope = [.. message.Scope],
            Reason = Masker.Mask(message.Reason),
            Since = message.Header.OccurredAt.ToDateTime(),
        };
        return tickets.ApplyEventAsync(
            message.Header.TicketId,
            Command.Of(message.Header),
            (known, version) => OpenRule.Queue(known, queue, message.Header.Actor.ToRecord())
                .ToDecision(message.Header.TicketId, version, known),
            cancel);
    }
}

/// <summary>The root is complained about, and the level above has the ticket: here it ends.</summary>
public sealed class TicketTransferredHandler(FactStore<TicketRecord> tickets, ClockTable clocks) : IEventHandler<TicketTransferred>
{
    public Task HandleAsync(TicketTransferred message, CancellationToken cancel)
    {
        var heard = new HeardRecord
        {
            At = message.Header.OccurredAt.ToDateTime(),
            By = message.Header.Actor.ToRecord(),
            Transfer = new() { UnitId = message.UnitId, UnitName = message.UnitName, Reason = Masker.Mask(message.Reason) },
        };
        return tickets.ApplyEventAsync(
            message.Header.TicketId,
            Command.Of(message.Header),
            (known, version) => OpenRule.Apply(known, heard, clocks).ToDecision(message.Header.TicketId, version, known),
            cancel);
    }
}

/// <summary>Routing gave the ticket to units: their clocks start.</summary>
public sealed class TicketDispatchedHandler(FactStore<TicketRecord> tickets, ClockTable clocks) : IEventHandler<TicketDispatched>
{
    public Task HandleAsync(TicketDispatched message, CancellationToken cancel)
    {
        var routed = message.Assignments.Select(a => a.ToRecord()).ToArray();
        return tickets.ApplyEventAsync(
            message.Header.TicketId,
            Command.Of(message.Header),
            (known, version) => DispatchRule
                .Dispatch(known, routed, message.Header.OccurredAt.ToDateTime(), message.Header.Actor.ToRecord(), clocks)
                .ToDecision(message.Header.TicketId, version, known),
            cancel);
    }
}
