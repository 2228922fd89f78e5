using Hotline.Intake.V1;

namespace Hotline.Intake.Tests.Appeals;

public sealed class AppealContentTests
{
    [Fact]
    public void Writes_the_elements_under_their_Chinese_labels() => Assert.Equal(
        "时间：昨晚八点\n地点：密云镇李各庄村 村口\n起因：下雨\n经过：院内积水\n诉求：修好排水",
        AppealContent.Compose("昨晚八点", AppealContent.Place("密云镇", "李各庄村", "村口"), "下雨", "院内积水", "修好排水", []));

    [Fact]
    public void Says_what_was_not_made_clear_and_leaves_out_a_missing_demand() => Assert.Equal(
        "时间：未说清\n地点：密云镇\n起因：下雨（未说清）\n经过：院内积水",
        AppealContent.Compose("", "密云镇", "下雨", "院内积水", "", [Element.Time, Element.Cause]));

    [Fact]
    public void Hides_the_known_claimant_wherever_the_text_names_it()
    {
        var text = new ClaimantText(new ClaimantData("马小明", "138 0000 0000", "010-69040012", "", "3号楼2单元501"));
        Assert.Equal(
            "马**说马**家***漏水，打138****0000或69****12",
            text.Mask("马小明说马小明家3号楼2单元501漏水，打13800000000或69040012"));
    }

    [Fact]
    public void Keeps_markup_emoji_and_rare_characters_as_text()
    {
        var text = new ClaimantText(new ClaimantData("", "", "", "", ""));
        const string Said = "<script>alert(1)</script> 𠮷䶮🙂 =cmd|' /C calc'!A0";
        Assert.Equal(Said, text.Mask(Said));
    }
}
