using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>Routing's record of one ticket (派单档案): who has it, since when and why. One document, one writer.</summary>
public sealed record DispatchRecord
{
    public string TicketNumber { get; init; } = "";

    /// <summary>Masked.</summary>
    public string Title { get; init; } = "";

    /// <summary>Id of the urgency class.</summary>
    public string Urgency { get; init; } = "";

    /// <summary>As Intake said it at acceptance: its changes overtake those of other tickets.</summary>
    public bool IsUrgentLane { get; init; }

    public AppealType AppealType { get; init; }

    public string CategoryId { get; init; } = "";

    public PlaceRecord Place { get; init; } = new();

    /// <summary>The unit complained about (R15); empty when none is known.</summary>
    public string AccusedUnitId { get; init; } = "";

    /// <summary>
    /// Of a report the accused and all below it, who know nothing of it: see <see cref="Chassis.Access.Scope.HiddenFrom"/>.
    /// </summary>
    public IReadOnlyList<string> HiddenFrom { get; init; } = [];

    /// <summary>UTC; null while only a closing is known.</summary>
    public DateTime? AcceptedAt { get; init; }

    /// <summary>Orders the queue; Tracking keeps the clock that fires.</summary>
    public DateTime? DispatchDueAt { get; init; }

    /// <summary>In the order of dispatch; none is ever removed.</summary>
    public IReadOnlyList<RoutedUnit> Assignments { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<MadeDecision> Decisions { get; init; } = [];

    /// <summary>
    /// Only while the ticket waits, so that the queue's index holds nothing else. One unit and not the list of its ancestors:
    /// an index that begins with a list serves the order of a first page only.
    /// </summary>
    public string? QueueUnitId { get; init; }

    /// <summary>Told by Tracking; nothing is dispatched afterwards.</summary>
    public DateTime? ClosedAt { get; init; }

    /// <summary>
    /// By which the claimant's name is found in a text, without being known here. Empty once the ticket is closed, and for a confidential
    /// one: who sees which name is missing from his own words has learned whose it is.
    /// </summary>
    public IReadOnlyList<string> NameMarks { get; init; } = [];

    /// <summary>Every unit and ancestor that may see this record: none of those from which it is hidden.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];
}

/// <summary>Where it happened, as far as Intake knew (被反映地点).</summary>
public sealed record PlaceRecord
{
    public string TownId { get; init; } = "";

    public string VillageId { get; init; } = "";

    public string TownName { get; init; } = "";

    public string VillageName { get; init; } = "";

    /// <summary>Masked.</summary>
    public string LocationPoint { get; init; } = "";
}
