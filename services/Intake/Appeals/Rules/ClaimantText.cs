using Hotline.Chassis.Privacy;
using Hotline.Intake.V1;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>
/// Masks free text on entry. The masker hides what looks personal; here the claimant is known, so the own name,
/// numbers and door are hidden as well wherever they stand.
/// </summary>
public sealed class ClaimantText
{
    private const string Hidden = "***";

    private readonly List<(string Said, string Shown)> _known = [];

    private readonly bool _leavesNothing;

    /// <param name="claimant">Whose text it is.</param>
    /// <param name="leavesNothing">Neither surname nor ends of numbers remain: the text will be read by who is complained about.</param>
    public ClaimantText(ClaimantData claimant, bool leavesNothing = false)
    {
        _leavesNothing = leavesNothing;
        // One character is no name, but part of too many words.
        Know(claimant.Name, 2, Masker.Name(claimant.Name));
        KnowPhone(claimant.CallerPhone);
        KnowPhone(claimant.ContactPhone);
        Know(claimant.AddressDetail, 3, Hidden);
    }

    /// <summary>Masks what belongs to this claimant.</summary>
    public static ClaimantText Of(Claimant claimant, bool leavesNothing) => new(DataOf(claimant), leavesNothing);

    /// <summary>The personal data of a request, trimmed.</summary>
    public static ClaimantData DataOf(Claimant claimant) => new(
        claimant.Name.Trim(),
        claimant.CallerPhone.Trim(),
        claimant.ContactPhone.Trim(),
        claimant.CompanyName.Trim(),
        claimant.AddressDetail.Trim());

    /// <summary>Masks the claimant's own data first, then whatever looks personal.</summary>
    public string Mask(string text)
    {
        foreach (var (said, shown) in _known)
        {
            text = text.Replace(said, shown, StringComparison.Ordinal);
        }

        return Masker.Mask(text);
    }

    private void KnowPhone(string phone)
    {
        Know(phone, 7, Masker.Phone(phone));
        if (PhoneNumber.Parse(phone) is { } number)
        {
            Know(number.Digits, 7, Masker.Phone(number.Digits));
            Know(number.Local, 7, Masker.Phone(number.Local));
        }
    }

    private void Know(string said, int shortest, string shown)
    {
        if (said.Length >= shortest && !_known.Exists(known => known.Said == said))
        {
            _known.Add((said, _leavesNothing ? Hidden : shown));
        }
    }
}
