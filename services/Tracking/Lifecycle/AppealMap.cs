using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Privacy;
using Hotline.Events.V1;

namespace Hotline.Tracking.Lifecycle;

/// <summary>The appeal between the contract and the record.</summary>
public static class AppealMap
{
    /// <summary>What the event says of the appeal.</summary>
    public static AppealRecord ToRecord(this AppealAccepted accepted) =>
        accepted.Appeal.ToRecord() with { AccusedUnits = [.. accepted.AccusedUnitIds], NameMarks = [.. accepted.NameMarks] };

    /// <summary>Free text is masked here too: a service does not rely on its peers to have done it.</summary>
    private static AppealRecord ToRecord(this AppealSnapshot appeal) => new()
    {
        TicketNumber = appeal.TicketNumber,
        AcceptedAt = appeal.AcceptedAt.ToDateTime(),
        Channel = appeal.Channel,
        AppealType = appeal.AppealType,
        CategoryId = appeal.CategoryId,
        CategoryPath = [.. appeal.CategoryPath],
        Urgency = appeal.Urgency,
        UrgencyName = appeal.UrgencyName,
        IsUrgentLane = appeal.IsUrgentLane,
        Title = Masker.Mask(appeal.Title),
        Content = Masker.Mask(appeal.Content),
        Place = new()
        {
            TownId = appeal.Place?.TownId ?? "",
            VillageId = appeal.Place?.VillageId ?? "",
            TownName = appeal.Place?.TownName ?? "",
            VillageName = appeal.Place?.VillageName ?? "",
            LocationPoint = Masker.Mask(appeal.Place?.LocationPoint ?? ""),
            EstateId = appeal.Place?.EstateId ?? "",
            Position = appeal.Place?.Position is { } at ? new() { Lng = at.Lng, Lat = at.Lat, Datum = at.Datum } : null,
        },
        AffectedScope = appeal.AffectedScope,
        AffectedHouseholds = appeal.AffectedHouseholds,
        IsConfidential = appeal.IsConfidential,
        NoReplyWanted = appeal.NoReplyWanted,
        ClaimantRef = appeal.ClaimantRef,
        AccusedUnitId = appeal.AccusedUnitId,
        AccusedParty = Masker.Mask(appeal.AccusedParty),
        IsAnonymous = appeal.IsAnonymous,
        Traits = appeal.IsConfidential || appeal.ClaimantProfile is not { } profile ? null : new()
        {
            Kind = profile.Kind,
            Gender = profile.Gender,
            SpecialGroups = [.. profile.SpecialGroups],
            PreviousTicketNumber = profile.PreviousTicketNumber,
        },
        Tags = [.. appeal.Tags.Select(Masker.Mask)],
        Upstream = appeal.UpstreamOrder?.ToRecord(),
    };

    /// <summary>Without the content, which only a reader of the one ticket gets.</summary>
    public static AppealSnapshot ToProto(this AppealRecord appeal) => new()
    {
        TicketNumber = appeal.TicketNumber,
        AcceptedAt = Timestamp.FromDateTime(appeal.AcceptedAt),
        Channel = appeal.Channel,
        AppealType = appeal.AppealType,
        CategoryId = appeal.CategoryId,
        CategoryPath = { appeal.CategoryPath },
        Urgency = appeal.Urgency,
        UrgencyName = appeal.UrgencyName,
        IsUrgentLane = appeal.IsUrgentLane,
        Title = appeal.Title,
        Place = new()
        {
            TownId = appeal.Place.TownId,
            VillageId = appeal.Place.VillageId,
            TownName = appeal.Place.TownName,
            VillageName = appeal.Place.VillageName,
            LocationPoint = appeal.Place.LocationPoint,
            EstateId = appeal.Place.EstateId,
            Position = appeal.Place.Position is { } at ? new() { Lng = at.Lng, Lat = at.Lat, Datum = at.Datum } : null,
        },
        AffectedScope = appeal.AffectedScope,
        AffectedHouseholds = appeal.AffectedHouseholds,
        IsConfidential = appeal.IsConfidential,
        NoReplyWanted = appeal.NoReplyWanted,
        // Another ticket of the same claimant may tell whose a confidential one is.
        ClaimantRef = appeal.IsConfidential ? "" : appeal.ClaimantRef,
        AccusedUnitId = appeal.AccusedUnitId,
        AccusedParty = appeal.AccusedParty,
        IsAnonymous = appeal.IsAnonymous,
        ClaimantProfile = appeal.Traits is not { } traits ? null : new()
        {
            Kind = traits.Kind,
            Gender = traits.Gender,
            SpecialGroups = { traits.SpecialGroups },
            PreviousTicketNumber = traits.PreviousTicketNumber,
        },
        Tags = { appeal.Tags },
        UpstreamOrder = appeal.Upstream?.ToProto(),
    };

    private static UpstreamRecord ToRecord(this UpstreamOrder order) => new()
    {
        System = order.System,
        Number = order.Number,
        DispatchedAt = order.DispatchedAt.ToDateTime(),
        SignDueAt = order.SignDueAt?.ToDateTime(),
        ResponseDueAt = order.ResponseDueAt?.ToDateTime(),
        CompletionDueAt = order.CompletionDueAt?.ToDateTime(),
    };

    private static UpstreamOrder ToProto(this UpstreamRecord order) => new()
    {
        System = order.System,
        Number = order.Number,
        DispatchedAt = Timestamp.FromDateTime(order.DispatchedAt),
        SignDueAt = order.SignDueAt.ToProto(),
        ResponseDueAt = order.ResponseDueAt.ToProto(),
        CompletionDueAt = order.CompletionDueAt.ToProto(),
    };
}
