using Google.Protobuf;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Chassis.Commands;

/// <summary>
/// What a rule wants written: the new state, and the facts that tell of it, in order. They become the versions v+1 … v+n, written by
/// one update. Without a fact only the state is kept: what is remembered of a ticket that its opening has not reached yet.
/// </summary>
public sealed record Decision<TState>(TState State, IReadOnlyList<FactDraft> Facts)
{
    /// <summary>Life, safety or public health depend on it: its facts are published and applied before all others.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>
    /// How long after the write the consumers are asked whether they applied its events. Default two minutes; too short a time asks
    /// about what is still on its way.
    /// </summary>
    public TimeSpan? AuditAfter { get; init; }

    /// <summary>In the urgent lane, where consumers are asked after ten seconds already; as it is when it is not urgent.</summary>
    public Decision<TState> InUrgentLane(bool isUrgent) =>
        isUrgent ? this with { IsUrgent = true, AuditAfter = TimeSpan.FromSeconds(10) } : this;
}

/// <summary>One fact of a decision, before it has its version, its actor and its place in the chain.</summary>
/// <param name="Type">What happened, in the words of the contract, for instance <c>ticket.dispatched</c>.</param>
/// <param name="Details">What the timeline shows; masked.</param>
/// <param name="Events">What other services learn of it; the first carries the state after the whole write.</param>
public sealed record FactDraft(string Type, IReadOnlyDictionary<string, string> Details, IReadOnlyList<IMessage> Events)
{
    /// <summary>
    /// The most facts that one decision may hold: each stands under a key of its own, and a repeat of the request looks for so many.
    /// </summary>
    public const int Most = 8;

    /// <summary>A fact of the catalogue, with those of its details that say something.</summary>
    /// <exception cref="ArgumentException">The catalogue does not name one of the details for this fact.</exception>
    public static FactDraft Of(FactType type, IEnumerable<Detail> details, params IReadOnlyList<IMessage> events) =>
        new(type.Name(), type.Keep(details), events);

    /// <summary>Set when the rule knows better than the command when it happened: a clock that fired late, or one that runs slow.</summary>
    public DateTime? OccurredAt { get; init; }

    /// <summary>
    /// Set when another did it than the command's actor: what one source said is recorded with what another one said later.
    /// </summary>
    public Actor? Actor { get; init; }
}
