namespace Hotline.Routing.Dispatch.Rules;

/// <summary>Who decides, when, and as which version of the record.</summary>
public sealed record DecisionContext(ActorRecord Actor, DateTime At, long Version);
