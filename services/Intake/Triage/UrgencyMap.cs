using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Reference;
using Hotline.Intake.V1;
using UrgencyClass = Hotline.Chassis.Reference.UrgencyClass;

namespace Hotline.Intake.Triage;

/// <summary>The urgency classes as callers see them.</summary>
public static class UrgencyMap
{
    public static ListUrgencyClassesResponse Of(UrgencyClasses urgencies) => new() { Classes = { urgencies.All.Select(Of) } };

    private static V1.UrgencyClass Of(UrgencyClass each) => new()
    {
        Urgency = each.Id,
        NameZh = each.NameZh,
        NameEn = each.NameEn,
        Rank = each.Rank,
        Dispatch = Duration.FromTimeSpan(each.Dispatch),
        Sign = Duration.FromTimeSpan(each.Sign),
        Response = Duration.FromTimeSpan(each.Response),
        Feedback = Duration.FromTimeSpan(each.Feedback),
        IsResponseFromAcceptance = each.IsResponseFromAcceptance,
        IsFeedbackFromAcceptance = each.IsFeedbackFromAcceptance,
        IsUrgentLane = each.IsUrgentLane,
        IsExtendable = each.IsExtendable,
        IsPausable = each.IsPausable,
        IsCalledAtAnyHour = each.IsCalledAtAnyHour,
    };
}
