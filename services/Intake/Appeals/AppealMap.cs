using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Access;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Appeals;

/// <summary>An appeal as callers and events see it. The sealed claimant has no way in here.</summary>
public static class AppealMap
{
    public static AppealSnapshot Snapshot(AppealState state)
    {
        var snapshot = new AppealSnapshot
        {
            TicketNumber = state.TicketNumber,
            AcceptedAt = Timestamp.FromDateTime(state.AcceptedAt),
            Channel = state.Channel,
            AppealType = state.AppealType,
            CategoryId = state.CategoryId,
            Urgency = state.Urgency,
            UrgencyName = state.UrgencyName,
            IsUrgentLane = state.IsUrgentLane,
            Title = state.Title,
            Content = state.Content,
            Place = Place(state.Place),
            AffectedScope = state.AffectedScope,
            AffectedHouseholds = state.AffectedHouseholds,
            IsConfidential = state.IsConfidential,
            NoReplyWanted = state.NoReplyWanted,
            IsAnonymous = state.Claimant.Phone.Length == 0,
            ClaimantRef = state.ClaimantRef,
            AccusedUnitId = state.AccusedUnitId,
            AccusedParty = state.AccusedParty,
            ClaimantProfile = state.IsConfidential ? null : Profile(state.Traits),
            UpstreamOrder = state.Upstream?.ToProto(),
        };
        snapshot.CategoryPath.AddRange(state.CategoryPath);
        snapshot.Tags.AddRange(state.Tags);
        return snapshot;
    }

    public static ClaimantProfile Profile(ClaimantTraits traits) => new()
    {
        Kind = traits.Kind,
        Gender = traits.Gender,
        SpecialGroups = { traits.SpecialGroups },
        PreviousTicketNumber = traits.PreviousTicketNumber,
    };

    /// <summary>What version one said, however the appeal changed since: the answer to SubmitAppeal and to its repeats.</summary>
    public static Appeal Accepted(string id, AppealState state, AppealSnapshot first, string consistencyToken, Caller caller)
    {
        var appeal = Of(id, 1, state, first);
        appeal.ConsistencyToken = consistencyToken;
        return For(caller, state, appeal);
    }

    /// <summary>The appeal as it stands, with the progress that Tracking published last.</summary>
    public static Appeal Now(string id, long version, AppealState state, TrackingNews? news, Caller caller)
    {
        var appeal = Of(id, version, state, Snapshot(state));
        appeal.Progress = news is null ? null : Progress(news.Progress);
        return For(caller, state, appeal);
    }

    /// <summary>
    /// Who acts for the accused, or for a unit below it, learns nothing of who complained, not even masked. Of a confidential appeal no
    /// caller gets the reference: another appeal of the same claimant may tell whose it is.
    /// </summary>
    private static Appeal For(Caller caller, AppealState state, Appeal appeal)
    {
        var isAccused = caller.Units.Any(state.AccusedUnits.Contains);
        if (isAccused || state.IsConfidential)
        {
            appeal.Snapshot = appeal.Snapshot.Clone();
            appeal.Snapshot.ClaimantRef = "";
            appeal.Snapshot.ClaimantProfile = null;
            appeal.Snapshot.Place.Position = null;
        }

        appeal.Claimant = isAccused ? null : appeal.Claimant;
        return appeal;
    }

    private static Appeal Of(string id, long version, AppealState state, AppealSnapshot snapshot) => new()
    {
        AppealId = id,
        Snapshot = snapshot,
        Claimant = new MaskedClaimant { Name = state.Claimant.Name, Phone = state.Claimant.Phone },
        PlaceResolution = state.Place.Resolution,
        DispatchHint = state.Hint is { } hint
            ? new DispatchHint { LeadUnitId = hint.LeadUnitId, LeadUnitName = hint.LeadUnitName, Reason = hint.Reason }
            : null,
        Version = version,
    };

    private static Place Place(IncidentPlace place) => new()
    {
        TownId = place.TownId,
        TownName = place.TownName,
        VillageId = place.VillageId,
        VillageName = place.VillageName,
        LocationPoint = place.LocationPoint,
        EstateId = place.EstateId,
        Position = place.Position is { } at ? new Position { Lng = at.Lng, Lat = at.Lat, Datum = at.Datum } : null,
    };

    private static Hotline.Intake.V1.Progress Progress(PublicProgress progress) => new()
    {
        State = progress.State,
        LeadUnitName = progress.LeadUnitName,
        ChangedAt = Timestamp.FromDateTime(progress.ChangedAt),
        PromisedAt = progress.PromisedAt is { } promised ? Timestamp.FromDateTime(promised) : null,
    };
}
