namespace Hotline.Tracking.Listing;

public sealed class GetTicketValidator : IValidator<GetTicketRequest>
{
    public void Check(GetTicketRequest request, Violations violations) => violations.Id("ticket_id", request.TicketId);
}

public sealed class ListTicketsValidator : IValidator<ListTicketsRequest>
{
    public void Check(ListTicketsRequest request, Violations violations)
    {
        violations.PageSize(request.PageSize);
        if (request.Filter is not { } filter)
        {
            return;
        }

        violations.OptionalId("filter.unit_id", filter.UnitId);
        for (var i = 0; i < filter.States.Count; i++)
        {
            violations.Chosen($"filter.states[{i}]", filter.States[i]);
        }

        violations.Span("filter.accepted_from", filter.AcceptedFrom, "filter.accepted_before", filter.AcceptedBefore);
    }
}

public sealed class ListCallbacksValidator : IValidator<ListCallbacksRequest>
{
    public void Check(ListCallbacksRequest request, Violations violations) => violations.PageSize(request.PageSize);
}
