using Hotline.Intake.V1;

namespace Hotline.Intake.Tests.Appeals;

public sealed class SubmittedClaimantTests
{
    [Fact]
    public void What_stands_unseen_in_a_name_or_a_company_keeps_neither_in_a_text()
    {
        var request = new SubmitAppealRequest
        {
            Claimant = new Claimant { Name = "马\u200B小明", CompanyName = "北方\u2060青谷食品有限公司", CallerPhone = "138 0000 0000" },
        };

        var claimant = SubmittedClaimant.Of(request, "010");

        Assert.Equal(("马小明", "北方青谷食品有限公司"), (claimant.Data.Name, claimant.Data.CompanyName));
        Assert.Equal("马**在***停水", claimant.Text.Mask("马小明在北方青谷食品停水"));
        Assert.Equal("13800000000", claimant.Phone?.Digits);
        Assert.DoesNotContain("13800000000", claimant.ToString(), StringComparison.Ordinal);
    }
}
