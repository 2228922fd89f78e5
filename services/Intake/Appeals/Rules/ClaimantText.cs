using System.Buffers;
using System.Text;
using Hotline.Chassis.Privacy;
using Hotline.Type.V1;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>
/// Masks free text on entry. The masker hides what looks personal; here the claimant is known, so the own name and company,
/// numbers and door are hidden as well wherever they stand. A name that is a common noun or a place, and a door that is only a
/// building, stay: whole sentences would go with them.
/// </summary>
public sealed class ClaimantText
{
    private const string Hidden = "***";
    private const int ShortestPhone = 7;
    private const int ShortestDoor = 4;
    private const int ShortestCompany = 4;

    // What a text leaves out of a company's name, the longest first.
    private static readonly string[] LegalForms = ["股份有限公司", "有限责任公司", "有限公司", "集团公司", "公司", "集团"];

    // What a detailed address ends with that names no door: 3号楼, 2单元, 李各庄村.
    private static readonly SearchValues<char> Buildings = SearchValues.Create("楼栋幢座元院区村镇乡街路巷庄园苑里");

    private static readonly SearchValues<char> Numerals = SearchValues.Create("零〇一二三四五六七八九十百");

    private readonly List<Known> _known = [];

    private readonly string _area;
    private readonly bool _leavesNothing;

    /// <param name="claimant">Whose text it is.</param>
    /// <param name="area">The own telephone area's code.</param>
    /// <param name="leavesNothing">Neither surname nor ends of numbers remain: the text will be read by who is complained about.</param>
    /// <param name="gender">Gives the surname its title; unspecified where no reader may learn it.</param>
    public ClaimantText(ClaimantData claimant, string area, bool leavesNothing = false, Gender gender = Gender.Unspecified)
    {
        (_area, _leavesNothing) = (area, leavesNothing);
        foreach (var called in OwnNames.Of(claimant.Name))
        {
            Know(called, MaskedName.Of(called, gender), isWhole: false);
        }

        KnowPhone(claimant.CallerPhone);
        KnowPhone(claimant.ContactPhone);
        KnowDoor(claimant.AddressDetail);
        KnowCompany(claimant.CompanyName);
    }

    /// <summary>Masks the claimant's own data first, then whatever looks personal.</summary>
    public string Mask(string text)
    {
        // First: what stands unseen inside the own name would hide the name from us.
        text = Unseen.TakenOut(text);
        foreach (var known in _known)
        {
            text = known.IsWhole ? ReplaceWhole(text, known) : text.Replace(known.Said, known.Shown, StringComparison.Ordinal);
        }

        return Masker.Mask(text);
    }

    private void KnowPhone(string phone)
    {
        KnowNumber(phone);
        if (PhoneNumber.Parse(phone, _area) is { } number)
        {
            KnowNumber(number.Digits);
            KnowNumber(number.Local);
        }
    }

    private void KnowNumber(string number)
    {
        if (number.Length >= ShortestPhone)
        {
            Know(number, Masker.Phone(number), isWhole: false);
        }
    }

    /// <summary>The door as the masker shows it: 3号楼2单元*; in other words, as 村东头第三家, it goes as a whole.</summary>
    private void KnowDoor(string address)
    {
        var shown = Masker.Mask(address);
        if (shown != address)
        {
            Know(address, shown, isWhole: true);
        }
        else if (address.Length >= ShortestDoor && !Buildings.Contains(address[^1]))
        {
            Know(address, Hidden, isWhole: true);
        }
    }

    /// <summary>Its name, and what remains without the legal form; a common noun (物业公司) stays.</summary>
    private void KnowCompany(string company)
    {
        var form = LegalForms.FirstOrDefault(each => company.EndsWith(each, StringComparison.Ordinal)) ?? "";
        foreach (var name in new[] { company, company[..^form.Length] })
        {
            if (name.Length >= ShortestCompany && !Masker.IsCommonNoun(name))
            {
                Know(name, Hidden, isWhole: true);
            }
        }
    }

    private void Know(string said, string shown, bool isWhole)
    {
        if (!_known.Exists(known => known.Said == said))
        {
            _known.Add(new Known(said, _leavesNothing ? Hidden : shown, isWhole));
        }
    }

    /// <summary>Replaces it only where no number runs into it: 1号楼2层 is not part of 11号楼2层.</summary>
    private static string ReplaceWhole(string text, Known known)
    {
        var shown = new StringBuilder(text.Length);
        var kept = 0;
        for (var at = Find(0); at >= 0; at = Find(at + 1))
        {
            var end = at + known.Said.Length;
            if (at >= kept && !GoesOn(at - 1, at) && !GoesOn(end - 1, end))
            {
                shown.Append(text, kept, at - kept).Append(known.Shown);
                kept = end;
            }
        }

        return kept == 0 ? text : shown.Append(text, kept, text.Length - kept).ToString();

        int Find(int from) => text.IndexOf(known.Said, from, StringComparison.Ordinal);

        bool GoesOn(int left, int right) => left >= 0 && right < text.Length
            && ((IsNumeral(text[left]) && IsNumeral(text[right])) || (char.IsAsciiLetter(text[left]) && char.IsAsciiLetter(text[right])));
    }

    private static bool IsNumeral(char c) => char.IsDigit(c) || Numerals.Contains(c);

    private sealed record Known(string Said, string Shown, bool IsWhole);
}
