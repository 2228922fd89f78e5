namespace Hotline.Chassis.Outbox;

/// <summary>The places between two steps of the outbox at which a process may die, freeze or be stopped; a test makes it do so.</summary>
public enum OutboxStep
{
    /// <summary>Tickets are claimed; nothing is read.</summary>
    Claimed,

    /// <summary>Their pending facts are read; the hooks have not seen them.</summary>
    Read,

    /// <summary>The hooks know of the facts; the archive does not.</summary>
    Hooked,

    /// <summary>The facts are archived; nothing is published.</summary>
    Archived,

    /// <summary>One wave of events is confirmed by the broker.</summary>
    WavePublished,

    /// <summary>Everything is published; the facts are still pending.</summary>
    Published,

    /// <summary>What was published is no longer pending.</summary>
    Removed,
}
