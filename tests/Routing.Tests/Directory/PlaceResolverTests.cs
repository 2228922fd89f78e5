using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Directory.Rules;

namespace Hotline.Routing.Tests.Directory;

public sealed class PlaceResolverTests
{
    [Theory]
    [InlineData("李各庄村", Shipped.MiyunTown, Shipped.LiGeZhuang)]
    [InlineData("李各庄", Shipped.MiyunTown, Shipped.LiGeZhuang)]
    [InlineData(" 李各庄 村 ", Shipped.MiyunTown, Shipped.LiGeZhuang)]
    [InlineData("密云镇李各庄村", Shipped.MiyunTown, Shipped.LiGeZhuang)]
    [InlineData("北京市密云区大唐庄村村口", Shipped.MiyunTown, Shipped.DaTangZhuang)]
    [InlineData("密云镇", Shipped.MiyunTown, "")]
    [InlineData("太师屯镇", "110118107", "")]
    [InlineData("太师屯镇社区", "110118107", "110118107001")]
    [InlineData("中关村密云园", "110118400", "")]
    [InlineData("北庄镇大岭村", "110118114", "110118114203")]
    public void A_name_that_only_one_place_bears_decides(string words, string town, string village)
    {
        var answer = Resolve(new(Words: words, IsName: true));
        Assert.Equal(PlaceFinding.Resolved, answer.Finding);
        Assert.Equal(town, answer.Place!.Town.UnitId);
        Assert.Equal(village, answer.Place.Village?.UnitId ?? "");
    }

    [Theory]
    [InlineData("大岭村", "110118113", "110118114")]
    [InlineData("南沟村", "110118107", "110118112")]
    [InlineData("第一社区", "110118003", "110118101")]
    [InlineData("季庄", "110118002", "110118100")]
    public void A_name_that_two_towns_share_never_decides(string words, string one, string other)
    {
        var answer = Resolve(new(Words: words, IsName: true));
        Assert.Equal(PlaceFinding.Ambiguous, answer.Finding);
        Assert.Null(answer.Place);
        Assert.All(new[] { one, other }, town => Assert.Contains(answer.Candidates, c => c.Town.UnitId == town));
    }

    [Theory]
    [InlineData("天津市密云区大唐庄村村口", PlaceFinding.Resolved)]
    [InlineData("北京市密云区大唐庄村村口", PlaceFinding.Unknown)]
    [InlineData("天津市怀柔区大唐庄村", PlaceFinding.Outside)]
    public void What_the_city_is_called_is_the_districts_own(string words, PlaceFinding finding)
    {
        var reference = new Reference(Shipped.Edition with { CityNames = ["天津市", "天津"] });
        Assert.Equal(finding, reference.Places.Resolve(new(Words: words, IsName: true)).Finding);
    }

    [Fact]
    public void The_town_settles_a_shared_village_name()
    {
        var answer = Resolve(new("110118112", Words: "南沟村"));
        Assert.Equal("大城子镇南沟村", answer.Place!.Shown);
    }

    [Fact]
    public void An_unknown_town_is_found_upward_from_the_village()
    {
        var answer = Resolve(new(VillageId: Shipped.LiGeZhuang));
        Assert.Equal(Shipped.MiyunTown, answer.Place!.Town.UnitId);
        Assert.Contains("上溯", answer.Explanation);
    }

    [Theory]
    [InlineData("110116001", "", PlaceFinding.Outside)]
    [InlineData("", "110116001002", PlaceFinding.Outside)]
    [InlineData("110118999", "", PlaceFinding.Unknown)]
    [InlineData("110118-water", "", PlaceFinding.Unknown)]
    [InlineData("", "110118100", PlaceFinding.Unknown)]
    [InlineData("110118101", Shipped.LiGeZhuang, PlaceFinding.Contradictory)]
    [InlineData("", "", PlaceFinding.NotGiven)]
    public void What_cannot_be_decided_says_why(string town, string village, PlaceFinding finding)
    {
        var answer = Resolve(new(town, village));
        Assert.Equal(finding, answer.Finding);
        Assert.Null(answer.Place);
        Assert.NotEmpty(answer.Explanation);
    }

    [Fact]
    public void A_name_of_no_place_is_unknown()
    {
        Assert.Equal(PlaceFinding.Unknown, Resolve(new(Words: "桃花源")).Finding);
    }

    [Theory]
    [InlineData("李各庄")]
    [InlineData("永乐")]
    [InlineData("河北省遵化市大唐庄村")]
    [InlineData("某小区3号楼，靠近李各庄村")]
    public void Nothing_is_guessed_from_the_free_text_of_a_location(string words) =>
        Assert.Equal(PlaceFinding.Unknown, Resolve(new(Words: words)).Finding);

    [Theory]
    [InlineData("怀柔区杨家堡村")]
    [InlineData("北京市怀柔区杨家堡村")]
    [InlineData("北京 朝阳区 望京街道")]
    [InlineData("延庆区")]
    public void Words_that_begin_with_another_districts_name_lie_outside(string words)
    {
        Assert.Equal(PlaceFinding.Outside, Resolve(new(Words: words)).Finding);
        Assert.Equal(PlaceFinding.Outside, Resolve(new(Words: words, IsName: true)).Finding);
    }

    [Theory]
    [InlineData("密云区", PlaceFinding.Unknown)]
    [InlineData("密云区李各庄村", PlaceFinding.Resolved)]
    [InlineData("李各庄村，怀柔区方向", PlaceFinding.Resolved)]
    [InlineData("怀柔路12号", PlaceFinding.Unknown)]
    public void Our_own_district_and_a_name_further_on_do_not(string words, PlaceFinding finding) =>
        Assert.Equal(finding, Resolve(new(Words: words)).Finding);

    [Fact]
    public void A_town_that_was_chosen_stands_whatever_the_words_begin_with() =>
        Assert.Equal(Shipped.MiyunTown, Resolve(new(Shipped.MiyunTown, Words: "怀柔区交界处")).Place!.Town.UnitId);

    [Theory]
    [InlineData("李各庄村东口", Shipped.LiGeZhuang)]
    [InlineData("密云区密云镇李各庄村委会对面", Shipped.LiGeZhuang)]
    [InlineData("大唐庄村", Shipped.DaTangZhuang)]
    [InlineData("密云镇政府门前", "")]
    public void A_location_that_begins_with_a_full_name_decides(string words, string village)
    {
        var place = Resolve(new(Words: words)).Place!;
        Assert.Equal((Shipped.MiyunTown, village), (place.Town.UnitId, place.Village?.UnitId ?? ""));
    }

    [Theory]
    [InlineData("密云镇与十里堡镇交界处", "密云镇", "十里堡镇")]
    [InlineData("密云区密云镇李各庄村和十里堡镇 接壤的路口", "密云镇李各庄村", "十里堡镇")]
    [InlineData("李各庄村、韩各庄村之间", "密云镇李各庄村", "西田各庄镇韩各庄村")]
    public void Nothing_is_decided_on_the_border_of_two_towns(string words, params string[] candidates)
    {
        var answer = Resolve(new(Words: words));
        Assert.Equal((PlaceFinding.Ambiguous, null), (answer.Finding, answer.Place));
        Assert.Equal(candidates, answer.Candidates.Select(place => place.Shown));
        Assert.All(candidates, candidate => Assert.Contains(candidate, answer.Explanation, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("李各庄村与大唐庄村之间")]
    [InlineData("密云镇边界")]
    public void Between_two_villages_of_one_town_the_town_is_certain(string words)
    {
        var place = Resolve(new(Words: words)).Place!;
        Assert.Equal((Shipped.MiyunTown, null), (place.Town.UnitId, place.Village));
    }

    [Fact]
    public void Every_village_is_found_by_its_town_and_name()
    {
        var villages = Shipped.Reference.Units.Units.Where(u => UnitKinds.IsVillageLevel(u.Kind));
        Assert.All(villages, v => Assert.Equal(v, Resolve(new(v.ParentId, Words: v.Name)).Place!.Village));
    }

    private static PlaceAnswer Resolve(PlaceQuestion question) => Shipped.Reference.Places.Resolve(question);
}
