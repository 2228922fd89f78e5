using Hotline.Chassis.Privacy;
using Hotline.Chassis.Reference;
using Hotline.Intake.Places;
using Hotline.Intake.V1;
using Hotline.Intake.Vault;
using Hotline.Type.V1;

namespace Hotline.Intake.Appeals;

/// <summary>Turns a valid request into the appeal to store: masks the text, seals the claimant.</summary>
public sealed class AppealMaker(
    CategoryTree categories, UrgencyClasses urgencies, UnitDirectoryCache units, ClaimantVault vault)
{
    public AppealState Make(
        string id,
        string number,
        string claimantRef,
        DateTime acceptedAt,
        SubmitAppealRequest request,
        SubmittedClaimant claimant,
        IncidentPlace place,
        Suggestion? hint)
    {
        var text = claimant.Text;
        var isConfidential = Confidentiality.Of(request);
        var tree = units.Now;
        var accused = request.AccusedUnitId.Length > 0 ? tree.SubtreeOf(request.AccusedUnitId) : [];
        var hiddenFrom = request.AppealType is AppealType.Report ? accused : [];
        var town = place.TownId.Length > 0 && tree.Find(place.TownId) is not null ? place.TownId : null;
        var upstream = request.UpstreamOrder?.ToRecord();
        var urgency = urgencies.Of(request.Urgency);
        var scope = tree.ScopeOf(town ?? tree.Root.Id).Except(hiddenFrom).ToList();
        return new AppealState
        {
            TicketNumber = number,
            AcceptedAt = acceptedAt,
            Channel = request.Channel,
            AppealType = request.AppealType,
            CategoryId = request.CategoryId,
            CategoryPath = categories.PathOf(request.CategoryId),
            Urgency = urgency.Id,
            UrgencyName = urgency.NameZh,
            IsUrgentLane = urgency.IsUrgentLane,
            Title = text.Mask(request.Title.Trim()),
            Content = AppealContent.Compose(
                text.Mask(request.OccurredWhen.Trim()),
                AppealContent.Place(place.TownName, place.VillageName, place.LocationPoint),
                text.Mask(request.Cause.Trim()),
                text.Mask(request.Course.Trim()),
                text.Mask(request.Demand.Trim()),
                request.UnclearElements),
            Place = place,
            AffectedScope = request.AffectedScope,
            AffectedHouseholds = request.AffectedHouseholds,
            IsConfidential = isConfidential,
            NoReplyWanted = request.NoReplyWanted,
            ClaimantRef = claimantRef,
            AccusedUnitId = request.AccusedUnitId,
            AccusedUnits = accused,
            AccusedParty = text.Mask(request.AccusedParty.Trim()),
            CallId = request.CallId.Length == 0 ? null : request.CallId,
            RecordingId = request.RecordingId.Length == 0 ? null : request.RecordingId,
            Tags = [.. request.Tags.Select(tag => text.Mask(tag.Trim()))],
            Scope = scope,
            HiddenFrom = hiddenFrom,
            Root = scope.Find(unit => unit == tree.Root.Id),
            HiddenRoot = hiddenFrom.FirstOrDefault(unit => unit == tree.Root.Id),
            Town = scope.Find(unit => unit == town),
            Claimant = new MaskedPerson(
                MaskedName.Of(claimant.Data.Name, isConfidential ? Gender.Unspecified : request.Claimant.Gender),
                claimant.Phone is { } phone ? Masker.Phone(phone.Digits) : ""),
            Traits = new ClaimantTraits(
                request.Claimant.Kind,
                request.Claimant.Gender,
                [.. request.Claimant.SpecialGroups],
                request.PreviousTicketNumber),
            Vault = vault.Seal(id, claimant.Data, AppealWordsMap.Of(request)),
            Hint = hint,
            Upstream = upstream,
            UpstreamKey = upstream?.Key,
        };
    }
}
