using Hotline.Routing.V1;

namespace Hotline.Routing.Catalogue.Rules;

/// <summary>One line of the dispatch catalogue (目录条目).</summary>
public sealed record DispatchRule
{
    /// <summary>Stable; stored with every decision that rests on it.</summary>
    public required string EntryId { get; init; }

    /// <summary>A leaf or a branch; the longest match wins.</summary>
    public required string CategoryId { get; init; }

    /// <summary>Whether the named unit leads, or the town of the place.</summary>
    public required Responsibility Responsibility { get; init; }

    /// <summary>Empty for territory.</summary>
    public string LeadUnitId { get; init; } = "";

    public IReadOnlyList<string> CoHandlerUnitIds { get; init; } = [];

    /// <summary>A dispatcher must confirm: the entry only suggests.</summary>
    public bool NeedsConfirmation { get; init; }

    /// <summary>What it rests on, in a sentence.</summary>
    public string Basis { get; init; } = "";
}
