using Hotline.Chassis.Errors;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>The documented rules of a claimant.</summary>
public static class ClaimantRules
{
    /// <summary>Whether there is a number to ask back.</summary>
    /// <param name="claimant">Who appeals.</param>
    /// <param name="area">The own telephone area's code.</param>
    /// <param name="violations">What is wrong is added here.</param>
    public static bool Check(Claimant claimant, string area, Violations violations)
    {
        violations.Chosen("claimant.kind", claimant.Kind);
        violations.Line("claimant.name", claimant.Name, 0, 50);
        violations.Line("claimant.address_detail", claimant.AddressDetail, 0, 200);
        violations.Line("claimant.company_name", claimant.CompanyName, claimant.Kind == ClaimantKind.Company ? 1 : 0, 100);
        violations.Known("claimant.gender", claimant.Gender);
        CheckGroups(claimant.SpecialGroups, violations);
        var callerIsFine = Phone("claimant.caller_phone", claimant.CallerPhone, area, violations);
        var contactIsFine = Phone("claimant.contact_phone", claimant.ContactPhone, area, violations);
        return claimant.ContactPhone.Length > 0 ? contactIsFine : callerIsFine;
    }

    private static void CheckGroups(IReadOnlyList<SpecialGroup> groups, Violations violations)
    {
        foreach (var (i, group) in groups.Index())
        {
            violations.Chosen($"claimant.special_groups[{i}]", group);
            violations.When(groups.Take(i).Contains(group), $"claimant.special_groups[{i}]", "must not name a group twice");
        }
    }

    private static bool Phone(string field, string phone, string area, Violations violations)
    {
        if (phone.Length == 0)
        {
            return false;
        }

        var isFine = PhoneNumber.Parse(phone, area) is not null;
        violations.When(!isFine, field, "is no telephone number");
        return isFine;
    }
}
