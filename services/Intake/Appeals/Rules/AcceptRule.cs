using Hotline.Chassis.Errors;
using Hotline.Intake.V1;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>What a claimant said of the five elements, and what could not be made clear.</summary>
public sealed record Elements(string Name, string When, bool HasPlace, string Cause, string Course, IReadOnlyCollection<Element> Unclear);

/// <summary>
/// T1: an appeal is accepted with its five elements 姓名、时间、地址、起因、经过. Those the claimant could not make clear
/// may be missing if there is a number to ask back.
/// </summary>
public static class AcceptRule
{
    /// <summary>Adds a violation for every element that is neither given nor named as unclear.</summary>
    public static void Check(Elements elements, bool hasValidPhone, Violations violations)
    {
        Element(elements, Hotline.Intake.V1.Element.Name, !VisibleText.IsBlank(elements.Name), "claimant.name", violations);
        Element(elements, Hotline.Intake.V1.Element.Time, !VisibleText.IsBlank(elements.When), "occurred_when", violations);
        Element(elements, Hotline.Intake.V1.Element.Place, elements.HasPlace, "place", violations);
        Element(elements, Hotline.Intake.V1.Element.Cause, !VisibleText.IsBlank(elements.Cause), "cause", violations);
        Element(elements, Hotline.Intake.V1.Element.Course, !VisibleText.IsBlank(elements.Course), "course", violations);
        violations.When(
            elements.Unclear.Count > 0 && !hasValidPhone, "unclear_elements", "are allowed only with a valid phone to ask back");
    }

    private static void Element(Elements elements, Element element, bool isGiven, string field, Violations violations) =>
        violations.When(
            !isGiven && !elements.Unclear.Contains(element),
            field,
            "is one of the five elements: give it, or name it in unclear_elements");
}
