namespace Hotline.Tracking.Feed.Rules;

/// <summary>What a reader may see: the units he acts for, perhaps narrowed to one unit and its subtree.</summary>
public sealed record FeedReader(bool SeesAll, IReadOnlyList<string> Units, string? UnitId)
{
    /// <summary>How a change concerns this reader; Unspecified when it does not.</summary>
    public TicketChange.Types.Kind KindOf(FeedDetails change) =>
        !SeesAll && Units.Any(change.HiddenFrom.Contains) ? TicketChange.Types.Kind.Unspecified
        : Sees(change.After) ? TicketChange.Types.Kind.Changed
        : Sees(change.Before) ? TicketChange.Types.Kind.LeftScope
        : TicketChange.Types.Kind.Unspecified;

    private bool Sees(IReadOnlyList<string> scope) =>
        scope.Count > 0
        && (SeesAll || Units.Any(scope.Contains))
        && (UnitId is null || scope.Contains(UnitId));
}
