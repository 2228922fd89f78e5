using Hotline.Cli;

namespace Hotline.Suite.Tests.Cli;

public sealed class ColumnsTests
{
    [Theory]
    [InlineData("Intake 受理", 11)]
    [InlineData("plain", 5)]
    [InlineData("（完）", 6)]
    [InlineData("𠮷", 2)]
    public void Counts_a_chinese_character_as_two_columns(string text, int width) => Assert.Equal(width, Columns.Width(text));

    [Fact]
    public void Lines_mixed_words_up()
    {
        Assert.Equal("受理 |", Columns.Pad("受理", 5) + "|");
        Assert.Equal("too long|", Columns.Pad("too long", 3) + "|");
    }
}
