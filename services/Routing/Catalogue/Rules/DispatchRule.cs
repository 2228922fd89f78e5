using Hotline.Routing.V1;

namespace Hotline.Routing.Catalogue.Rules;

/// <summary>One line of the dispatch catalogue (目录条目).</summary>
public sealed record DispatchRule
{
    public required string EntryId { get; init; }

    public required string CategoryId { get; init; }

    public required Responsibility Responsibility { get; init; }

    /// <summary>Empty for territory.</summary>
    public string LeadUnitId { get; init; } = "";

    public IReadOnlyList<string> CoHandlerUnitIds { get; init; } = [];

    public bool NeedsConfirmation { get; init; }

    public string Basis { get; init; } = "";
}
