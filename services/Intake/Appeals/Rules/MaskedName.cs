using Hotline.Chassis.Privacy;
using Hotline.Type.V1;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>A claimant's name as others may see it: 马女士, 马先生, or 马** when the gender is not known.</summary>
public static class MaskedName
{
    private const string Asterisks = "**";

    /// <summary>The surname with a title. What is no person's name (市民, 李各庄) gets none.</summary>
    public static string Of(string name, Gender gender)
    {
        var masked = Masker.Name(name);
        var title = gender switch
        {
            Gender.Female => "女士",
            Gender.Male => "先生",
            _ => "",
        };
        return title.Length > 0 && Masker.IsOwnName(name) ? masked.Replace(Asterisks, title, StringComparison.Ordinal) : masked;
    }
}
