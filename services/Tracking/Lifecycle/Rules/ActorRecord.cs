namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>Who did something: staff, a system or a clock, never a claimant.</summary>
public sealed record ActorRecord
{
    public string Subject { get; init; } = "";

    public Role Role { get; init; }

    public string UnitId { get; init; } = "";
}

/// <summary>Why a ticket waits for a dispatcher, and whose.</summary>
public sealed record QueueRecord
{
    public string UnitId { get; init; } = "";

    /// <summary>The queue's unit and all its ancestors.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];

    public string Reason { get; init; } = "";

    public DateTime Since { get; init; }
}
