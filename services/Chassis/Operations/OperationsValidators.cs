using Hotline.Chassis.Errors;
using Hotline.Operations.V1;

namespace Hotline.Chassis.Operations;

internal sealed class ListUnconfirmedValidator : IValidator<ListUnconfirmedRequest>
{
    public void Check(ListUnconfirmedRequest request, Violations violations) => violations.PageSize(request.PageSize);
}

internal sealed class ReconcileValidator : IValidator<ReconcileRequest>
{
    public void Check(ReconcileRequest request, Violations violations) => violations.PageSize(request.PageSize);
}
