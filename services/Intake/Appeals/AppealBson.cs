using Hotline.Chassis.Store;

namespace Hotline.Intake.Appeals;

/// <summary>What is stored of an appeal, the sealed claimant among it.</summary>
public static class AppealBson
{
    public static void MapStored()
    {
        Stored.Map<AppealState>(
            nameof(AppealState.TicketNumber), nameof(AppealState.AcceptedAt), nameof(AppealState.Channel),
            nameof(AppealState.AppealType), nameof(AppealState.CategoryId), nameof(AppealState.CategoryPath),
            nameof(AppealState.Urgency), nameof(AppealState.Title), nameof(AppealState.Content), nameof(AppealState.Place),
            nameof(AppealState.AffectedScope), nameof(AppealState.AffectedHouseholds), nameof(AppealState.IsConfidential),
            nameof(AppealState.NoReplyWanted), nameof(AppealState.ClaimantRef), nameof(AppealState.AccusedUnitId),
            nameof(AppealState.AccusedParty), nameof(AppealState.CallId), nameof(AppealState.AccusedUnits),
            nameof(AppealState.Scope), nameof(AppealState.HiddenFrom), nameof(AppealState.Root), nameof(AppealState.HiddenRoot),
            nameof(AppealState.Town), nameof(AppealState.Claimant), nameof(AppealState.Vault),
            nameof(AppealState.Hint), nameof(AppealState.UrgencyName), nameof(AppealState.IsUrgentLane), nameof(AppealState.Traits),
            nameof(AppealState.RecordingId), nameof(AppealState.Tags), nameof(AppealState.Upstream), nameof(AppealState.UpstreamKey));
        Stored.Map<UpstreamRecord>(
            nameof(UpstreamRecord.System), nameof(UpstreamRecord.Number), nameof(UpstreamRecord.DispatchedAt),
            nameof(UpstreamRecord.SignDueAt), nameof(UpstreamRecord.ResponseDueAt), nameof(UpstreamRecord.CompletionDueAt));
        Stored.Map<MaskedPerson>(nameof(MaskedPerson.Name), nameof(MaskedPerson.Phone));
        Stored.Map<ClaimantTraits>(
            nameof(ClaimantTraits.Kind), nameof(ClaimantTraits.Gender), nameof(ClaimantTraits.SpecialGroups),
            nameof(ClaimantTraits.PreviousTicketNumber));
        Stored.Map<Suggestion>(nameof(Suggestion.LeadUnitId), nameof(Suggestion.LeadUnitName), nameof(Suggestion.Reason));
        Stored.Map<IncidentPlace>(
            nameof(IncidentPlace.TownId), nameof(IncidentPlace.TownName), nameof(IncidentPlace.VillageId),
            nameof(IncidentPlace.VillageName), nameof(IncidentPlace.LocationPoint), nameof(IncidentPlace.Resolution),
            nameof(IncidentPlace.EstateId), nameof(IncidentPlace.Position));
        Stored.Map<PlacePosition>(nameof(PlacePosition.Lng), nameof(PlacePosition.Lat), nameof(PlacePosition.Datum));
        Stored.Map<SealedClaimant>(
            nameof(SealedClaimant.Schema), nameof(SealedClaimant.Algorithm), nameof(SealedClaimant.Kid),
            nameof(SealedClaimant.Key), nameof(SealedClaimant.Name), nameof(SealedClaimant.CallerPhone),
            nameof(SealedClaimant.ContactPhone), nameof(SealedClaimant.CompanyName), nameof(SealedClaimant.AddressDetail),
            nameof(SealedClaimant.Words));
    }
}
