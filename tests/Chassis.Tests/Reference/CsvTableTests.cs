using System.Text;
using Hotline.Chassis.Reference;

namespace Hotline.Chassis.Tests.Reference;

public sealed class CsvTableTests
{
    [Fact]
    public void Reads_what_a_spreadsheet_writes()
    {
        var table = CsvTable.Parse("id,name\r\n1,\"李,各庄 \"\"村\"\"\"\r\n\r\n2, 大唐庄 \n", "t.csv", "id", "name");
        Assert.Equal([("1", "李,各庄 \"村\"", 2), ("2", "大唐庄", 4)], table.Rows.Select(r => (r["id"], r["name"], r.Line)));
    }

    [Fact]
    public void A_quoted_cell_may_hold_a_line_break()
    {
        var table = CsvTable.Parse("id,name\n1,\"a\nb\"\n2,c\n", "t.csv", "id");
        Assert.Equal([("a\nb", 2), ("c", 4)], table.Rows.Select(r => (r["name"], r.Line)));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_column()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "id\n1\n", new UTF8Encoding(true));
        Assert.Equal("1", CsvTable.Read(path, "id").Rows[0]["id"]);
        File.Delete(path);
    }

    [Theory]
    [InlineData("", "header row")]
    [InlineData("id\n1\n", "column name is missing")]
    [InlineData("id,name\n1\n", "line 2: 1 fields")]
    [InlineData("id,name\n1,\"a\n", "quote is not closed")]
    [InlineData("id,id,name\n", "stands twice")]
    public void What_is_wrong_is_said_with_its_line(string text, string said) =>
        Assert.Contains(said, Assert.Throws<InvalidDataException>(() => CsvTable.Parse(text, "t.csv", "id", "name")).Message);

    [Fact]
    public void Another_encoding_is_refused_with_a_hint()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, [0x69, 0x64, 0x0A, 0xB4, 0xE5]);
        Assert.Contains("UTF-8", Assert.Throws<InvalidDataException>(() => CsvTable.Read(path, "id")).Message);
        File.Delete(path);
    }

    [Fact]
    public void Yes_no_and_lists_are_read_or_refused()
    {
        var row = CsvTable.Parse("a,b,c\nyes, x ;; y,maybe\n", "t.csv").Rows[0];
        Assert.True(row.YesNo("a"));
        Assert.Equal(["x", "y"], row.List("b"));
        Assert.Contains("t.csv line 2", Assert.Throws<InvalidDataException>(() => row.YesNo("c")).Message);
    }
}
