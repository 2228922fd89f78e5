namespace Hotline.Intake.Appeals.Rules;

/// <summary>
/// Which earlier ticket an appeal may name (旧工单编号). Who handles the later one knows the claimant, unless it is confidential, and would
/// know from the link who made the earlier one: a confidential ticket is named by a confidential appeal alone.
/// </summary>
public static class PreviousTicket
{
    /// <summary>Null when it may be named, else why not.</summary>
    /// <param name="previous">Null when the caller may see no such ticket.</param>
    /// <param name="isConfidential">Whether the appeal that names it is.</param>
    public static string? Problem(AppealState? previous, bool isConfidential) =>
        previous is null ? "is no ticket in the caller's scope"
        : previous.IsConfidential && !isConfidential ? "is confidential, and so must be what names it"
        : null;
}
