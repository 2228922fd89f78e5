namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// What Routing said last of a ticket before Intake was heard: nothing happens to the ticket until it is opened, and then
/// this happens to it at once.
/// </summary>
public sealed record HeardRecord
{
    /// <summary>When Routing decided, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Who decided.</summary>
    public ActorRecord By { get; init; } = new();

    /// <summary>The ticket waits for a dispatcher; null when it has been dispatched.</summary>
    public QueueRecord? Queue { get; init; }

    /// <summary>The level above has the ticket; null when it has not.</summary>
    public TransferRecord? Transfer { get; init; }

    /// <summary>All assignments; empty while it waits for a dispatcher.</summary>
    public IReadOnlyList<RoutedRecord> Routed { get; init; } = [];
}

/// <summary>Which unit of the level above got the ticket, and why.</summary>
public sealed record TransferRecord
{
    public string UnitId { get; init; } = "";

    /// <summary>As valid then.</summary>
    public string UnitName { get; init; } = "";

    /// <summary>In Chinese, masked.</summary>
    public string Reason { get; init; } = "";
}
