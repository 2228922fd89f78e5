using Hotline.Chassis.Commands;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Reference;
using Hotline.Chassis.Time;
using Hotline.Intake.Places;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Appeals;

/// <summary>Every documented rule of SubmitAppeal, existence of category and units included: all are known here.</summary>
public sealed class SubmitAppealValidator(
    CategoryTree categories, UrgencyClasses urgencies, UnitDirectoryCache units, DistrictFile district, BusinessClock clock)
    : IValidator<SubmitAppealRequest>
{
    private const int MostHouseholds = 1_000_000;

    public void Check(SubmitAppealRequest request, Violations violations)
    {
        violations.RequestId(request.RequestId);
        violations.Chosen("channel", request.Channel);
        violations.Chosen("appeal_type", request.AppealType);
        violations.Known("affected_scope", request.AffectedScope);
        violations.When(request.AffectedHouseholds is < 0 or > MostHouseholds, "affected_households", "must be 0 to 1000000");
        CheckListed("category_id", request.CategoryId, categories.IsLeaf, "is no leaf of the category tree", violations);
        CheckListed("urgency", request.Urgency, urgencies.Has, "is none of the urgency classes", violations);
        CheckText(request, violations);
        violations.ExternalId("call_id", request.CallId);
        violations.ExternalId("recording_id", request.RecordingId);
        violations.When(
            request.PreviousTicketNumber.Length > 0 && !TicketId.IsNumber(request.PreviousTicketNumber),
            "previous_ticket_number",
            "is no ticket number");
        CheckTags(request.Tags, violations);
        var claimant = request.Claimant ?? new Claimant();
        violations.When(request.Claimant is null, "claimant", "is required");
        var hasPhone = ClaimantRules.Check(claimant, district.AreaCode, violations);
        PlaceRules.Check(request.Place ?? new Place(), units.Now, violations);
        if (request.AccusedUnitId.Length > 0)
        {
            violations.When(units.Now.Find(request.AccusedUnitId) is null, "accused_unit_id", "is no unit");
        }

        UpstreamRules.Check(request.UpstreamOrder, request.Channel, clock.UtcNow, violations);
        CheckElements(request, claimant, hasPhone, violations);
    }

    private static void CheckText(SubmitAppealRequest request, Violations violations)
    {
        violations.Line("title", request.Title, 2, 100);
        violations.Line("occurred_when", request.OccurredWhen, 0, 200);
        violations.Text("cause", request.Cause, 0, 2_000);
        violations.Text("course", request.Course, 0, 20_000);
        violations.Text("demand", request.Demand, 0, 2_000);
        violations.Line("accused_party", request.AccusedParty, 0, 100);
    }

    private static void CheckTags(IReadOnlyList<string> tags, Violations violations)
    {
        foreach (var (i, tag) in tags.Index())
        {
            violations.Text($"tags[{i}]", tag, 1, 20);
            violations.When(tags.Take(i).Any(before => before.Trim() == tag.Trim()), $"tags[{i}]", "must not stand twice");
        }
    }

    private static void CheckElements(SubmitAppealRequest request, Claimant claimant, bool hasPhone, Violations violations)
    {
        var unclear = new HashSet<Element>();
        foreach (var (i, element) in request.UnclearElements.Index())
        {
            violations.Chosen($"unclear_elements[{i}]", element);
            violations.When(!unclear.Add(element), $"unclear_elements[{i}]", "must not name an element twice");
        }

        var place = request.Place;
        var elements = new Elements(
            claimant.Name.Trim(),
            request.OccurredWhen.Trim(),
            place is not null && (place.TownId.Length > 0 || place.VillageId.Length > 0 || !VisibleText.IsBlank(place.LocationPoint)),
            request.Cause.Trim(),
            request.Course.Trim(),
            unclear);
        AcceptRule.Check(elements, hasPhone, violations);
    }

    private static void CheckListed(string field, string id, Func<string, bool> isListed, string otherwise, Violations violations) =>
        violations.When(!isListed(id), field, id.Length == 0 ? "is required" : otherwise);
}
