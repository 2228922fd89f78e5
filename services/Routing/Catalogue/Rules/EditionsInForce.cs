namespace Hotline.Routing.Catalogue.Rules;

/// <summary>Which edition decides at which instant.</summary>
public sealed class EditionsInForce(IReadOnlyList<Reference> newestFirst)
{
    /// <summary>The newest edition that has taken effect; before the first one, the oldest.</summary>
    public Reference At(DateTime instant) =>
        newestFirst.FirstOrDefault(r => r.Edition.EffectiveFrom <= instant) ?? newestFirst[^1];
}
