using Hotline.Routing.V1;

namespace Hotline.Routing.Directory.Rules;

/// <summary>A unit as the directory names it (承办单位).</summary>
public sealed record HandlingUnit
{
    public required string UnitId { get; init; }

    /// <summary>Empty for the root.</summary>
    public string ParentId { get; init; } = "";

    public required UnitKind Kind { get; init; }

    public required string Name { get; init; }

    public required string ShortName { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public bool IsActive { get; init; } = true;

    /// <summary>May be given tickets: active, and not a body that is reached by coordination only (R16).</summary>
    public bool TakesTickets => IsActive && Kind is not UnitKind.ExternalCoordinated;

    public int Level => UnitKinds.LevelOf(Kind);
}
