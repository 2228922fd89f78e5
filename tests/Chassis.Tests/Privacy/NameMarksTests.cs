using System.Text;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Privacy;

namespace Hotline.Chassis.Tests.Privacy;

/// <summary>Every name here is invented.</summary>
public sealed class NameMarksTests
{
    private const string Ticket = "MY220928000001";
    private static readonly MountedKey First = Key(1);
    private static readonly MountedKey Second = Key(2);
    private static readonly NameMarks Names = new(new(First, null));

    [Theory]
    [InlineData("马小明", "已与马小明核实，马小明认可", "已与马**核实，马**认可")]
    [InlineData("马小明", "马小明", "马**")]
    [InlineData("欧阳明", "经了解欧阳明家无水", "经了解欧阳**家无水")]
    [InlineData("阿依古丽·买买提", "阿依古丽·买买提的妹妹；阿依古丽很满意", "阿**的妹妹；阿**很满意")]
    [InlineData("扎西次仁", "到扎西次仁家中查看", "到扎**家中查看")]
    [InlineData("𠮷田明", "与𠮷田明联系", "与𠮷**联系")]
    [InlineData("Ann Lee", "called Ann Lee today", "called A** today")]
    [InlineData(" 马小明 ", "找马小明", "找马**")]
    [InlineData("马小明", "马小明13800000000", "马**138****0000")]
    [InlineData("马小明", "与马\u200b小\u2060明核实", "与马**核实")]
    public void Takes_the_name_out_wherever_it_stands(string name, string written, string stored)
    {
        Assert.Equal(stored, Mask(name, written));
        Assert.Equal(stored, Mask(name, stored));
    }

    [Theory]
    [InlineData("市民", "市民反映，市民满意")]
    [InlineData("匿名", "匿名来电，匿名处理")]
    [InlineData("李各庄", "李各庄村南街，李各庄村委会")]
    [InlineData("业主", "业主与物业协商")]
    [InlineData("马女士", "马女士满意")]
    [InlineData("马", "人马已到，马路已清")]
    [InlineData("", "已办结")]
    [InlineData("马小明", "马晓明是另一个人，小马明天到")]
    [InlineData("阿依·明", "明天到，阿依河边")]
    public void Leaves_everything_else_as_it_is(string name, string written) => Assert.Same(written, Mask(name, written));

    [Theory]
    [InlineData("市民")]
    [InlineData("匿名")]
    [InlineData("李各庄")]
    [InlineData("热心市民")]
    public void A_name_that_is_none_has_no_marks(string name) => Assert.Empty(Names.Of(Ticket, name));

    [Fact]
    public void Not_even_the_surname_remains_where_the_accused_may_read() => Assert.Equal(
        "已与***核实", Names.Mask("已与马小明核实", Ticket, Names.Of(Ticket, "马小明"), leavesNothing: true));

    [Fact]
    public void Marks_of_one_ticket_tell_nothing_of_another()
    {
        var (one, other) = (Names.Of(Ticket, "马小明"), Names.Of("MY220928000002", "马小明"));
        Assert.Empty(one.Intersect(other));
        Assert.Equal("马小明", Names.Mask("马小明", Ticket, other, leavesNothing: false));
    }

    [Fact]
    public void Marks_tell_nothing_without_the_key()
    {
        var marks = Names.Of(Ticket, "马小明");
        Assert.DoesNotContain("马", string.Concat(marks), StringComparison.Ordinal);
        var forged = new NameMarks(new(Second, null)).Of(Ticket, "马小明");
        Assert.NotEqual(marks[0].Split('.')[2], forged[0].Split('.')[2]);
    }

    [Fact]
    public void Marks_of_the_previous_key_are_still_found_and_without_it_nothing_is_stored_unmasked()
    {
        var before = Names.Of(Ticket, "马小明");
        Assert.Equal("马**", new NameMarks(new(Second, First)).Mask("马小明", Ticket, before, leavesNothing: false));
        Assert.Throws<InvalidOperationException>(
            () => new NameMarks(new(Second, null)).Mask("任何文字", Ticket, before, leavesNothing: false));
    }

    [Fact]
    public void A_name_never_survives_in_whatever_text_and_the_rest_is_masked_as_ever()
    {
        var random = new Random(20220928);
        string[] pieces = ["，", "已与", "核实", "13800000000", "李各庄村", "*", "马", "小", "明", "\n", "𠮷", "我叫", "3号楼2单元501", "·", " "];
        for (var round = 0; round < 5_000; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(1, 12); i > 0; i--)
            {
                text.Append(pieces[random.Next(pieces.Length)]);
            }

            var without = text.ToString();
            var shown = Mask("马小明", without.Insert(random.Next(without.Length + 1), "马小明"));
            Assert.DoesNotContain("马小明", shown, StringComparison.Ordinal);
            if (!without.Contains("马小明", StringComparison.Ordinal))
            {
                Assert.Equal(Masker.Mask(without), Mask("马小明", without));
            }
        }
    }

    private static string Mask(string name, string text) => Names.Mask(text, Ticket, Names.Of(Ticket, name), leavesNothing: false);

    private static MountedKey Key(byte value) => new([.. Enumerable.Repeat(value, 32)], NameMarks.Purpose);
}
