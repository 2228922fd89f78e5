using Hotline.Type.V1;

namespace Hotline.Intake.Triage.Rules;

/// <summary>One node of the category tree; the id is the path of slugs from the first level.</summary>
public sealed record Category(string Id, string Name, Urgency DefaultUrgency)
{
    public string ParentId => Id.LastIndexOf('.') is var dot and > 0 ? Id[..dot] : "";
}
