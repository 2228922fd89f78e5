using Hotline.Routing.Directory;

namespace Hotline.Routing.Dispatch;

/// <summary>What the rules are asked: category, place and accused, nothing personal.</summary>
public sealed record DispatchQuestion(string CategoryId, PlaceQuestion Place, string AccusedUnitId = "");
