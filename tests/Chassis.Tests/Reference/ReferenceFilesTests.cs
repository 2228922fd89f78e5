using Hotline.Chassis.Reference;
using Hotline.Routing.V1;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.Reference;

/// <summary>Units and categories are read with one strictness, whichever service reads them.</summary>
public sealed class ReferenceFilesTests
{
    private const string UnitHeader = "unit_id,parent_id,kind,name,short_name,aliases,is_active\n";
    private const string CategoryHeader = "category_id,name,default_urgency\n";
    private const string Root = "r,,DISTRICT_CENTER,中心,中心,,yes\n";

    private static string Shipped => Path.Combine(Platform.RepositoryRoot, "deploy", "data");

    [Fact]
    public void The_shipped_files_are_read_whole()
    {
        Assert.Equal(UnitKind.DistrictCenter, UnitsFile.Read(Shipped)[0].Kind);
        Assert.Contains(UnitsFile.Read(Shipped), unit => unit.Kind == UnitKind.ExternalCoordinated);
        Assert.Contains(CategoriesFile.Read(Shipped), category => category is { DefaultUrgency: "EPIDEMIC", Name: "健康宝弹窗" });
    }

    [Fact]
    public void A_unit_keeps_its_aliases_and_whether_it_is_active() =>
        Assert.Equivalent(
            new UnitRow("t", "r", UnitKind.Town, "某某镇", "某镇", ["甲", "乙"], false),
            Units(Root + "t,r,TOWN,某某镇,某镇,甲;乙,no\n")[1],
            strict: true);

    [Theory]
    [InlineData("r,,DISTRICT_CENTER,中心,,,yes\n", "line 2: short_name is empty")]
    [InlineData(",,DISTRICT_CENTER,中心,中心,,yes\n", "line 2: unit_id is empty")]
    [InlineData("r,,district_center,中心,中心,,yes\n", "line 2: kind is \"district_center\"")]
    [InlineData("r,,UNSPECIFIED,中心,中心,,yes\n", "line 2: kind is \"UNSPECIFIED\"")]
    [InlineData("r,,1,中心,中心,,yes\n", "line 2: kind is \"1\"")]
    [InlineData("r,,DISTRICT_CENTER,中心,中心,,1\n", "line 2: is_active is \"1\"")]
    [InlineData(Root + "t,x,TOWN,某镇,某镇,,yes\n", "line 3: t stands before its parent x")]
    [InlineData(Root + "r,r,TOWN,某镇,某镇,,yes\n", "line 3: r stands twice")]
    [InlineData(Root + "s,,DISTRICT_CENTER,中心,中心,,yes\n", "line 3: s is a second root")]
    public void A_unit_that_breaks_a_rule_is_refused_with_its_line(string rows, string said) =>
        Assert.Contains(said, Assert.Throws<InvalidDataException>(() => Units(rows)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a,,\n", "line 2: name is empty")]
    [InlineData("a,甲,Normal\n", "line 2: default_urgency is \"Normal\"")]
    [InlineData("a,甲,1\n", "line 2: default_urgency is \"1\"")]
    [InlineData("a.b,乙,NORMAL\na,甲,\n", "line 2: a.b stands before its parent a")]
    [InlineData("a,甲,\na,甲,\n", "line 3: a stands twice")]
    public void A_category_that_breaks_a_rule_is_refused_with_its_line(string rows, string said) =>
        Assert.Contains(said, Assert.Throws<InvalidDataException>(() => Categories(rows)).Message, StringComparison.Ordinal);

    private static IReadOnlyList<UnitRow> Units(string rows) => UnitsFile.Of(CsvTable.Parse(UnitHeader + rows, UnitsFile.Name));

    private static IReadOnlyList<CategoryRow> Categories(string rows) =>
        CategoriesFile.Of(CsvTable.Parse(CategoryHeader + rows, CategoriesFile.Name), ClocksFile.Read(Shipped).Classes);
}
