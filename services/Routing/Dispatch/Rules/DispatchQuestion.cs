using Hotline.Routing.Directory.Rules;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>What the rules are asked: category, place and accused, nothing personal.</summary>
public sealed record DispatchQuestion(string CategoryId, PlaceQuestion Place, string AccusedUnitId = "")
{
    /// <summary>A report (举报), of which the accused learns nothing.</summary>
    public bool IsReport { get; init; }
}
