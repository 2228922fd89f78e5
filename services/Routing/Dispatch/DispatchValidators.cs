using Google.Protobuf.Collections;
using Hotline.Chassis.Errors;
using Hotline.Routing.Catalogue;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Dispatch;

public sealed class SuggestDispatchValidator(ReferenceCache references) : IValidator<SuggestDispatchRequest>
{
    private const int LongestPoint = 100;

    public void Check(SuggestDispatchRequest request, Violations violations)
    {
        var reference = references.Current;
        violations.When(
            !reference.Categories.IsLeaf(request.CategoryId),
            "category_id",
            request.CategoryId.Length == 0 ? "is required" : "is not a known leaf category");
        violations.When(
            request.AccusedUnitId.Length > 0 && reference.Units.Find(request.AccusedUnitId) is null,
            "accused_unit_id",
            "is not a known unit");
        violations.Known("appeal_type", request.AppealType);
        if (request.Place is { } place)
        {
            violations.When(
                place.TownId.Length > 0 && !reference.Places.IsTownId(place.TownId), "place.town_id", "is not a known street or town");
            violations.When(
                place.VillageId.Length > 0 && !reference.Places.IsVillageId(place.VillageId),
                "place.village_id",
                "is not a known village or community");
            violations.Line("place.location_point", place.LocationPoint, 0, LongestPoint);
        }
    }
}

public sealed class DispatchTicketValidator(ReferenceCache references) : IValidator<DispatchTicketRequest>
{
    public void Check(DispatchTicketRequest request, Violations violations)
    {
        var units = references.Current.Units;
        DispatchFields.Command(violations, request.RequestId, request.TicketId, request.Etag, request.Reason);
        DispatchFields.Unit(violations, "lead_unit_id", request.LeadUnitId, units);
        DispatchFields.Units(violations, "co_handler_unit_ids", request.CoHandlerUnitIds, units);
        violations.When(
            request.LeadUnitId.Length > 0 && request.CoHandlerUnitIds.Contains(request.LeadUnitId),
            "co_handler_unit_ids",
            "must not name the lead");
        OfCoHandlers("mandatory_co_handler_unit_ids", request.MandatoryCoHandlerUnitIds);
        OfCoHandlers("contacting_co_handler_unit_ids", request.ContactingCoHandlerUnitIds);

        void OfCoHandlers(string field, RepeatedField<string> chosen)
        {
            DispatchFields.Units(violations, field, chosen, units);
            foreach (var (i, unit) in chosen.Index())
            {
                violations.When(!request.CoHandlerUnitIds.Contains(unit), $"{field}[{i}]", "is not one of co_handler_unit_ids");
            }
        }

        DispatchFields.Respondents(violations, request.RespondentUnitIds, [.. request.CoHandlerUnitIds, request.LeadUnitId], units);
    }
}

public sealed class SubDispatchValidator(ReferenceCache references) : IValidator<SubDispatchRequest>
{
    public void Check(SubDispatchRequest request, Violations violations)
    {
        DispatchFields.Command(violations, request.RequestId, request.TicketId, request.Etag, request.Reason);
        violations.Id("parent_assignment_id", request.ParentAssignmentId);
        violations.When(request.UnitIds.Count + request.RespondentUnitIds.Count == 0, "unit_ids", "must name a unit");
        DispatchFields.Units(violations, "unit_ids", request.UnitIds, references.Current.Units);
        DispatchFields.Respondents(violations, request.RespondentUnitIds, request.UnitIds, references.Current.Units);
    }
}

public sealed class ListDispatchQueueValidator : IValidator<ListDispatchQueueRequest>
{
    public void Check(ListDispatchQueueRequest request, Violations violations) => violations.PageSize(request.PageSize);
}

public sealed class GetDispatchHistoryValidator : IValidator<GetDispatchHistoryRequest>
{
    public void Check(GetDispatchHistoryRequest request, Violations violations) => violations.Id("ticket_id", request.TicketId);
}

/// <summary>What the commands have in common.</summary>
internal static class DispatchFields
{
    private const int ShortestReason = 2;
    private const int LongestReason = 500;

    public static void Command(Violations violations, string requestId, string ticketId, string etag, string reason)
    {
        violations.RequestId(requestId);
        violations.Id("ticket_id", ticketId);
        violations.OptionalId("etag", etag);
        violations.Text("reason", reason, ShortestReason, LongestReason);
    }

    public static void Unit(Violations violations, string field, string unitId, UnitTree units) =>
        violations.When(units.Find(unitId) is null, field, unitId.Length == 0 ? "is required" : "is not a known unit");

    /// <summary>Units that only explain: none of them handles too.</summary>
    public static void Respondents(
        Violations violations, RepeatedField<string> unitIds, IReadOnlyCollection<string> handling, UnitTree units)
    {
        const string field = "respondent_unit_ids";
        Units(violations, field, unitIds, units);
        foreach (var (i, unit) in unitIds.Index())
        {
            violations.When(handling.Contains(unit), $"{field}[{i}]", "is named in another role");
        }
    }

    public static void Units(Violations violations, string field, RepeatedField<string> unitIds, UnitTree units)
    {
        for (var i = 0; i < unitIds.Count; i++)
        {
            Unit(violations, $"{field}[{i}]", unitIds[i], units);
            violations.When(unitIds.IndexOf(unitIds[i]) < i, $"{field}[{i}]", "is named twice");
        }
    }
}
