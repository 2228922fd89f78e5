namespace Hotline.Routing.Dispatch.Rules;

/// <summary>What a command or an event made of the record, and the fact that tells of it.</summary>
public sealed record Step(DispatchRecord Record, string Fact, IReadOnlyDictionary<string, string> Details)
{
    /// <summary>Tracking learns of it; what only Routing remembers is not announced.</summary>
    public bool IsAnnounced { get; init; } = true;

    /// <summary>The queue's unit and its ancestors, when the ticket waits.</summary>
    public IReadOnlyList<string> QueueScope { get; init; } = [];
}

/// <summary>Who acts, when, as which version of the record.</summary>
public sealed record StepContext(ActorRecord Actor, DateTime At, long Version);
