using Hotline.Chassis.Commands;
using Hotline.Tracking.Lifecycle;

namespace Hotline.Tracking.Deadlines;

/// <summary>What it means that deadlines of a ticket pass.</summary>
public sealed class TicketDeadlines(CallbackPolicy callbacks) : IDeadlineRule<TicketRecord>
{
    public Decision<TicketRecord>? Fire(string id, long version, TicketRecord state, DateTime now) =>
        FireRule.Fire(state, now, callbacks)?.ToDecision(id, version, state);
}
