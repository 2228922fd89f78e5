using Hotline.Chassis.Errors;
using Hotline.Intake.V1;

namespace Hotline.Intake.Appeals;

public sealed class GetAppealValidator : IValidator<GetAppealRequest>
{
    public void Check(GetAppealRequest request, Violations violations) => violations.Id("appeal_id", request.AppealId);
}

public sealed class ListTransferredReportsValidator : IValidator<ListTransferredReportsRequest>
{
    public void Check(ListTransferredReportsRequest request, Violations violations) => violations.PageSize(request.PageSize);
}

public sealed class ListAppealsValidator : IValidator<ListAppealsRequest>
{
    public void Check(ListAppealsRequest request, Violations violations)
    {
        violations.PageSize(request.PageSize);
        violations.Span("accepted_from", request.AcceptedFrom, "accepted_before", request.AcceptedBefore);
    }
}
