using Hotline.Chassis.Privacy;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>The claimant of a request, read once for all that need it.</summary>
/// <param name="Data">As it is sealed: trimmed, without what cannot be seen.</param>
/// <param name="Phone">The number to call back; null without a valid one.</param>
/// <param name="Text">Masks what belongs to this claimant.</param>
public sealed record SubmittedClaimant(ClaimantData Data, PhoneNumber? Phone, ClaimantText Text)
{
    /// <param name="request">A valid request.</param>
    /// <param name="area">The own telephone area's code.</param>
    public static SubmittedClaimant Of(SubmitAppealRequest request, string area)
    {
        var data = DataOf(request.Claimant);
        var text = new ClaimantText(
            data,
            area,
            leavesNothing: request.AccusedUnitId.Length > 0,
            Confidentiality.Of(request) ? Gender.Unspecified : request.Claimant.Gender);
        return new(data, PhoneNumber.Parse(data.Reachable, area), text);
    }

    /// <summary>Keeps the data out of logs and messages, wherever code prints it.</summary>
    public override string ToString() => nameof(SubmittedClaimant);

    // A name, a company or a door is looked for in texts from which the unseen is gone, so it must be gone from these too.
    private static ClaimantData DataOf(Claimant claimant) => new(
        Unseen.TakenOut(claimant.Name).Trim(),
        claimant.CallerPhone.Trim(),
        claimant.ContactPhone.Trim(),
        Unseen.TakenOut(claimant.CompanyName).Trim(),
        Unseen.TakenOut(claimant.AddressDetail).Trim());
}
