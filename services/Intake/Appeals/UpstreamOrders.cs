using Hotline.Chassis.Access;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using MongoDB.Driver;

namespace Hotline.Intake.Appeals;

/// <summary>
/// One order of a higher level makes one appeal. A unique index guards it, so that of two processes that accept it at once only one
/// stores it; here the other finds out why.
/// </summary>
public sealed class UpstreamOrders(FactStore<AppealState> appeals)
{
    /// <summary>Refuses when another appeal has this order; else nothing happens.</summary>
    /// <param name="order">The order; null for an appeal without one.</param>
    /// <param name="scope">What the caller may see: only there the refusal names the appeal.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="RefusalException">UPSTREAM_ORDER_TAKEN.</exception>
    public async Task RefuseTakenAsync(UpstreamRecord? order, Scope scope, CancellationToken cancel)
    {
        if (order is null || await appeals.Collection.Find(IntakeQueries.OfUpstream(order.Key))
                .Project(IntakeQueries.WithoutContent).FirstOrDefaultAsync(cancel) is not { } found)
        {
            return;
        }

        var first = StateBson.Read<AppealState>(found);
        throw scope.Overlaps(first.Scope) && !scope.Units.Intersect(first.HiddenFrom).Any()
            ? Refuse.UpstreamOrderTaken(found["_id"].AsString, first.TicketNumber)
            : Refuse.UpstreamOrderTaken(null, null);
    }
}
