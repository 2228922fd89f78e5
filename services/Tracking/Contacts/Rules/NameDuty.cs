namespace Hotline.Tracking.Contacts.Rules;

/// <summary>
/// Whether the claimant's own name is taken out of what a person writes. Who sees which of several names is missing afterwards has
/// learned whose complaint it is, so it is left to the masker where the writer may not know: who handles a confidential matter, and who
/// acts for the accused.
/// </summary>
public static class NameDuty
{
    /// <summary>Whether the writer may learn who the claimant is.</summary>
    /// <param name="appeal">What Intake says.</param>
    /// <param name="roles">The writer's roles.</param>
    /// <param name="units">The units for which the writer acts.</param>
    public static bool MayLearn(AppealRecord appeal, IEnumerable<Role> roles, IEnumerable<string> units) =>
        (!appeal.IsConfidential || roles.Any(ContactRule.Relays)) && !units.Any(appeal.AccusedUnits.Contains);
}
