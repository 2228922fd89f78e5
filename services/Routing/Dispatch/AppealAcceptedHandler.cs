using Hotline.Chassis.Access;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Privacy;
using Hotline.Chassis.Reference;
using Hotline.Chassis.Time;
using Hotline.Events.V1;
using Hotline.Routing.Catalogue;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch;

/// <summary>Opens the record of an accepted appeal, once, and decides by rule.</summary>
public sealed class AppealAcceptedHandler(
    FactStore<DispatchRecord> store, ReferenceCache references, UrgencyClasses urgencies, BusinessClock clock)
    : IEventHandler<AppealAccepted>
{
    public async Task HandleAsync(AppealAccepted message, CancellationToken cancel)
    {
        var accepted = message.Appeal.AcceptedAt.ToDateTime();
        var now = clock.UtcNow;
        var command = Command.Of(message.Header) with
        {
            Actor = Caller.System("rules"),
            // Whatever the clocks of two services say, no timeline shows a dispatch before its acceptance.
            OccurredAt = now > accepted ? now : accepted,
        };
        var reference = references.Current;
        var appeal = Record(message.Appeal, accepted) with
        {
            HiddenFrom = message.Appeal.AppealType is AppealType.Report ? [.. message.AccusedUnitIds] : [],
            NameMarks = message.Appeal.IsConfidential ? [] : [.. message.NameMarks],
        };
        await store.ApplyEventAsync(
            message.Header.TicketId,
            command,
            (known, version) => AutoDispatch.Open(known, appeal, DispatchStore.Context(command, version), reference),
            cancel,
            opens: true);
    }

    private DispatchRecord Record(AppealSnapshot appeal, DateTime acceptedAt)
    {
        var place = appeal.Place ?? new Place();
        return new()
        {
            TicketNumber = appeal.TicketNumber,
            Title = Masker.Mask(appeal.Title),
            Urgency = appeal.Urgency,
            IsUrgentLane = appeal.IsUrgentLane,
            AppealType = appeal.AppealType,
            CategoryId = appeal.CategoryId,
            Place = new PlaceRecord
            {
                TownId = place.TownId,
                VillageId = place.VillageId,
                TownName = place.TownName,
                VillageName = place.VillageName,
                LocationPoint = Masker.Mask(place.LocationPoint),
            },
            AccusedUnitId = appeal.AccusedUnitId,
            AcceptedAt = acceptedAt,
            DispatchDueAt = acceptedAt + urgencies.Of(appeal.Urgency).Dispatch,
        };
    }
}
