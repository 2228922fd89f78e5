using Hotline.Chassis.Errors;
using Hotline.Intake.V1;

namespace Hotline.Intake.Tests.Appeals;

public sealed class AcceptRuleTests
{
    private static readonly Elements Complete = new("马小明", "昨晚八点", true, "下雨", "院内积水", []);

    [Fact]
    public void Accepts_the_five_elements() => Assert.Empty(Check(Complete, phone: false));

    public static TheoryData<Element, string> Missing => new()
    {
        { Element.Name, "claimant.name" },
        { Element.Time, "occurred_when" },
        { Element.Place, "place" },
        { Element.Cause, "cause" },
        { Element.Course, "course" },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    public void Refuses_a_missing_element_even_with_a_phone(Element element, string field) =>
        Assert.Equal([field], Check(Without(element), phone: true));

    [Fact]
    public void An_element_of_invisible_characters_is_missing() =>
        Assert.Equal(["cause"], Check(Complete with { Cause = "\u200B\u202E" }, phone: true));

    [Theory]
    [MemberData(nameof(Missing))]
    public void Accepts_an_unclear_element_with_a_phone(Element element, string field) =>
        Assert.DoesNotContain(field, Check(Without(element) with { Unclear = [element] }, phone: true));

    [Theory]
    [MemberData(nameof(Missing))]
    public void Refuses_an_unclear_element_without_a_phone(Element element, string field)
    {
        var broken = Check(Without(element) with { Unclear = [element] }, phone: false);
        Assert.Equal(["unclear_elements"], broken);
        Assert.DoesNotContain(field, broken);
    }

    [Fact]
    public void Names_all_missing_elements_at_once() =>
        Assert.Equal(
            ["claimant.name", "occurred_when", "place", "cause", "course"],
            Check(new Elements("", "", false, "", "", []), phone: true));

    [Fact]
    public void An_element_may_be_given_and_unclear() =>
        Assert.Empty(Check(Complete with { Unclear = [Element.Time] }, phone: true));

    private static Elements Without(Element element) => element switch
    {
        Element.Name => Complete with { Name = "" },
        Element.Time => Complete with { When = "" },
        Element.Place => Complete with { HasPlace = false },
        Element.Cause => Complete with { Cause = "" },
        _ => Complete with { Course = "" },
    };

    private static List<string> Check(Elements elements, bool phone)
    {
        var violations = new Violations();
        AcceptRule.Check(elements, phone, violations);
        return [.. violations.Found.Select(violation => violation.Field)];
    }
}
