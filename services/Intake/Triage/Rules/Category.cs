namespace Hotline.Intake.Triage.Rules;

/// <summary>One node of the category tree; the id is the path of slugs. Its usual urgency class is empty on branches.</summary>
public sealed record Category(string Id, string ParentId, string Name, string DefaultUrgency);
