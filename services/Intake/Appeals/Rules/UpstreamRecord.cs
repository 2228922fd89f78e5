namespace Hotline.Intake.Appeals.Rules;

/// <summary>The order of a higher level that brought the appeal (上级派单). All instants are UTC.</summary>
/// <param name="System">The system it comes from.</param>
/// <param name="Number">Its number there.</param>
/// <param name="DispatchedAt">When that level dispatched it.</param>
/// <param name="SignDueAt">When that level wants it signed; null when it sets none, as with the two that follow.</param>
/// <param name="ResponseDueAt">When that level wants the claimant contacted.</param>
/// <param name="CompletionDueAt">When that level wants it done.</param>
public sealed record UpstreamRecord(
    string System, string Number, DateTime DispatchedAt, DateTime? SignDueAt, DateTime? ResponseDueAt, DateTime? CompletionDueAt)
{
    /// <summary>One order has one, however its number is written: no two appeals share it. A system's name holds no slash.</summary>
    public string Key => $"{System}/{Number.ToUpperInvariant()}";
}
