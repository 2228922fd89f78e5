using Hotline.Chassis.Privacy;
using Hotline.Intake.V1;
using Hotline.Type.V1;

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
        var text = new ClaimantText(new ClaimantData("马小明", "138 0000 0000", "010-69040012", "", "3号楼2单元501"), "010");
        Assert.Equal(
            "马**说马**家3号楼2单元*漏水，打138****0000或69****12",
            text.Mask("马小明说马小明家3号楼2单元501漏水，打13800000000或69040012"));
    }

    [Theory]
    [InlineData("市民", "市民反映停水，请为市民解决")]
    [InlineData("匿名", "匿名来电，要求匿名")]
    [InlineData("业主", "业主与物业有纠纷，业主不满")]
    [InlineData("李各庄", "李各庄村停水，李各庄小学也停水")]
    [InlineData("马女士", "马女士来电，邻居马女士也反映")]
    public void A_claimant_who_is_called_by_a_common_noun_or_a_place_destroys_nothing(string name, string said) =>
        Assert.Same(said, Known(name: name).Mask(said));

    [Theory]
    [InlineData("1号楼", "1号楼和11号楼停电，1号楼尤其严重")]
    [InlineData("李各庄村", "李各庄村停水")]
    [InlineData("3号楼2单元", "3号楼2单元停水，13号楼2单元也停水")]
    [InlineData("1号楼3层西", "11号楼3层西侧漏水")]
    [InlineData("一号楼东头第三家", "十一号楼东头第三家漏水")]
    public void A_door_that_is_a_building_and_a_number_that_runs_on_destroy_nothing(string door, string said) =>
        Assert.Equal(said, Known(door: door).Mask(said));

    [Theory]
    [InlineData("1号楼东头第三家", "住1号楼东头第三家，11号楼东头第三家没事", "住***，11号楼东头第三家没事")]
    [InlineData("村东头第三家", "就在村东头第三家门口", "就在***门口")]
    [InlineData("3号楼2单元501", "家在3号楼2单元501", "家在3号楼2单元*")]
    public void A_door_goes_and_its_building_stays(string door, string said, string shown) =>
        Assert.Equal(shown, Known(door: door).Mask(said));

    [Theory]
    [InlineData("马\u200B小明说水管破了", "马**说水管破了")]
    [InlineData("\u202E马小\u2060明\u202C来电", "马**来电")]
    public void What_stands_unseen_inside_the_own_name_hides_it_from_nobody(string said, string shown) => Assert.Equal(
        shown, Known(name: "马小明").Mask(said));

    [Fact]
    public void The_own_name_becomes_surname_and_title_and_masking_again_changes_nothing()
    {
        var shown = new ClaimantText(Data(name: "马小明"), "010", gender: Gender.Female).Mask("我叫马小明，马小明家漏水");
        Assert.Equal("我叫马女士，马女士家漏水", shown);
        Assert.Equal(shown, Masker.Mask(shown));
    }

    [Theory]
    [InlineData("北方青谷食品有限公司", "北方青谷食品有限公司停水，北方青谷食品损失大", "***停水，***损失大")]
    [InlineData("青谷餐厅", "青谷餐厅门口积水", "***门口积水")]
    [InlineData("物业公司", "物业公司不管", "物业公司不管")]
    [InlineData("青谷", "青谷路积水", "青谷路积水")]
    public void The_own_company_goes_with_and_without_its_legal_form(string company, string said, string shown) =>
        Assert.Equal(shown, new ClaimantText(Data(company: company), "010").Mask(said));

    [Fact]
    public void Keeps_markup_emoji_and_rare_characters_as_text()
    {
        var text = new ClaimantText(new ClaimantData("", "", "", "", ""), "010");
        const string Said = "<script>alert(1)</script> 𠮷䶮🙂 =cmd|' /C calc'!A0";
        Assert.Equal(Said, text.Mask(Said));
    }

    private static ClaimantText Known(string name = "", string door = "") => new(Data(name, door), "010");

    private static ClaimantData Data(string name = "", string door = "", string company = "") => new(name, "", "", company, door);
}
