using Hotline.Chassis.Privacy;

namespace Hotline.Chassis.Tests.Privacy;

/// <summary>Every name and number here is invented.</summary>
public sealed class MaskerTests
{
    public static TheoryData<string, string> Masked
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (said, shown) in MaskerExamples.Masked)
            {
                data.Add(said, shown);
            }

            return data;
        }
    }

    public static TheoryData<string> Untouched => [.. MaskerExamples.Untouched];

    [Theory]
    [MemberData(nameof(Masked))]
    public void Hides_what_is_personal(string said, string shown)
    {
        Assert.Equal(shown, Masker.Mask(said));
        Assert.Equal(shown, Masker.Mask(shown));
    }

    [Theory]
    [MemberData(nameof(Untouched))]
    public void Leaves_everything_else_as_it_is(string text) => Assert.Same(text, Masker.Mask(text));

    // Turned round by marks, "已解决" would be read where "决解已" stands; a name or a number would not be found.
    [Theory]
    [InlineData("\u202E决解已\u202C", "决解已")]
    [InlineData("\u2067水\u2069管\u200E\u200F", "水管")]
    [InlineData("积\u200B水\u2060\uFEFF\u00AD", "积水")]
    [InlineData("积\uFFFE水\uFFFF\uFDD0", "积水")]
    [InlineData("👨\u200D👩\u200D👧", "👨\u200D👩\u200D👧")]
    [InlineData("我叫张\u200B伟", "我叫张**")]
    public void What_is_not_seen_and_changes_what_is_seen_is_taken_out(string said, string shown) =>
        Assert.Equal(shown, Masker.Mask(said));

    [Theory]
    [InlineData("马小明", "马**")]
    [InlineData("马", "马**")]
    [InlineData("欧阳明", "欧阳**")]
    [InlineData("𠮷田", "𠮷**")]
    [InlineData("阿依古丽·买买提", "阿**")]
    [InlineData("Ann Lee", "A**")]
    [InlineData(" ", "")]
    public void Masks_a_name(string name, string shown) => Assert.Equal(shown, Masker.Name(name));

    [Theory]
    [InlineData("马小明", true)]
    [InlineData("欧阳明", true)]
    [InlineData("扎西次仁", true)]
    [InlineData("阿依古丽·买买提", true)]
    [InlineData("张庄", true)]
    [InlineData("市民", false)]
    [InlineData("匿名", false)]
    [InlineData("热心市民", false)]
    [InlineData("业主", false)]
    [InlineData("物业", false)]
    [InlineData("市民女士", false)]
    [InlineData("马女士", false)]
    [InlineData("李各庄", false)]
    [InlineData("李各庄村", false)]
    [InlineData("高温", false)]
    [InlineData("马", false)]
    [InlineData("", false)]
    public void Tells_a_name_from_a_common_noun_and_a_place(string name, bool isName) => Assert.Equal(isName, Masker.IsOwnName(name));

    [Theory]
    [InlineData("13800000000", "138****0000")]
    [InlineData("010-69040012", "010-69****12")]
    [InlineData("69040012", "69****12")]
    [InlineData("12345", "****")]
    [InlineData("+4915100000000", "+4****00")]
    [InlineData("", "")]
    public void Masks_a_telephone_number(string phone, string shown) => Assert.Equal(shown, Masker.Phone(phone));
}
