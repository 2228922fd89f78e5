using Hotline.Chassis.Errors;
using Hotline.Intake.V1;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>The documented rules of a claimant.</summary>
public static class ClaimantRules
{
    /// <summary>Whether there is a number to ask back.</summary>
    public static bool Check(Claimant claimant, Violations violations)
    {
        violations.Chosen("claimant.kind", claimant.Kind);
        violations.Text("claimant.name", claimant.Name, 0, 50);
        violations.Text("claimant.address_detail", claimant.AddressDetail, 0, 200);
        violations.Text("claimant.company_name", claimant.CompanyName, claimant.Kind == ClaimantKind.Company ? 1 : 0, 100);
        var callerIsFine = Phone("claimant.caller_phone", claimant.CallerPhone, violations);
        var contactIsFine = Phone("claimant.contact_phone", claimant.ContactPhone, violations);
        return claimant.ContactPhone.Length > 0 ? contactIsFine : callerIsFine;
    }

    private static bool Phone(string field, string phone, Violations violations)
    {
        if (phone.Length == 0)
        {
            return false;
        }

        var isFine = PhoneNumber.Parse(phone) is not null;
        violations.When(!isFine, field, "is no telephone number");
        return isFine;
    }
}
