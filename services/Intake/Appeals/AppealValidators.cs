using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Errors;
using Hotline.Intake.V1;

namespace Hotline.Intake.Appeals;

public sealed class GetAppealValidator : IValidator<GetAppealRequest>
{
    public void Check(GetAppealRequest request, Violations violations) => violations.Id("appeal_id", request.AppealId);
}

public sealed class ListAppealsValidator : IValidator<ListAppealsRequest>
{
    public void Check(ListAppealsRequest request, Violations violations)
    {
        violations.PageSize(request.PageSize);
        var isFromFine = IsInstant("accepted_from", request.AcceptedFrom, violations);
        var isBeforeFine = IsInstant("accepted_before", request.AcceptedBefore, violations);
        if (isFromFine && isBeforeFine && request.AcceptedFrom is { } from && request.AcceptedBefore is { } before)
        {
            violations.When(from >= before, "accepted_before", "must lie after accepted_from");
        }
    }

    /// <summary>A timestamp on the wire may hold what no calendar has.</summary>
    private static bool IsInstant(string field, Timestamp? value, Violations violations)
    {
        var isFine = value is null
            || (value.Seconds is >= -62_135_596_800 and <= 253_402_300_799 && value.Nanos is >= 0 and <= 999_999_999);
        violations.When(!isFine, field, "is no instant");
        return isFine;
    }
}
