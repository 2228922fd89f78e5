namespace Hotline.Chassis.Facts;

/// <summary>
/// Tells the outbox which tickets have facts to publish, in two lanes that do not wait for each other. It never blocks a writer. An id
/// that finds no room, or is lost with the process, is found by the due scan instead.
/// </summary>
public sealed class OutboxSignal
{
    /// <summary>Tickets with an urgent fact, whose rounds are short because they share them with no backlog.</summary>
    public SignalLane Urgent { get; } = new();

    /// <summary>All others.</summary>
    public SignalLane Ordinary { get; } = new();

    /// <summary>Says that a ticket has facts to publish. One that waits in both lanes is published by both, which consumers bear.</summary>
    public void Raise(string ticket, bool isUrgent) => (isUrgent ? Urgent : Ordinary).Raise(ticket);
}
