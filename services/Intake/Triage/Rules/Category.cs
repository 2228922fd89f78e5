using Hotline.Type.V1;

namespace Hotline.Intake.Triage.Rules;

/// <summary>One node of the category tree; the id is the path of slugs from the first level.</summary>
public sealed record Category(string Id, string ParentId, string Name, Urgency DefaultUrgency);
