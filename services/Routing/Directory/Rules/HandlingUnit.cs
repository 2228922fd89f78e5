using Hotline.Routing.V1;

namespace Hotline.Routing.Directory.Rules;

/// <summary>A unit as the directory names it (承办单位).</summary>
public sealed record HandlingUnit
{
    /// <summary>Stable, never used for another unit.</summary>
    public required string UnitId { get; init; }

    /// <summary>Empty for the root.</summary>
    public string ParentId { get; init; } = "";

    public required UnitKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>For tables and sentences.</summary>
    public required string ShortName { get; init; }

    /// <summary>Other names that people use.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>An inactive unit gets no ticket and stays for history.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>May be given tickets: active, and not a body that is reached by coordination only (R16).</summary>
    public bool TakesTickets => IsActive && Kind is not UnitKind.ExternalCoordinated;

    /// <summary>1 the district centre, 2 what stands under it, 3 villages, communities and offices.</summary>
    public int Level => UnitKinds.LevelOf(Kind);
}
