using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Hotline.Events.V1;
using Hotline.Testing;

namespace Hotline.Tracking.Tests.Timeline;

/// <summary>The catalogue of timeline.proto says what the rules write, and its comments say what it says.</summary>
public sealed partial class FactCatalogueTests
{
    private static readonly FactType[] Types = [.. Enum.GetValues<FactType>().Where(type => type != FactType.Unspecified)];
    private static readonly DetailKey[] Keys = [.. Enum.GetValues<DetailKey>().Where(key => key != DetailKey.Unspecified)];

    private static readonly Dictionary<string, EnumDescriptor> Enums =
        new[] { TicketReflection.Descriptor, AppealReflection.Descriptor, HandlingReflection.Descriptor }
            .SelectMany(file => file.EnumTypes)
            .ToDictionary(type => type.FullName);

    [Fact]
    public void Every_fact_and_every_detail_has_an_entry_that_makes_sense()
    {
        Assert.All(Types, type => Assert.NotEmpty(type.Spec().Term));
        Assert.All(Types, type => Assert.Contains(type.Spec().Service, new[] { "intake", "routing", "tracking" }));
        Assert.All(Keys, key =>
        {
            var spec = key.Spec();
            Assert.NotEmpty(spec.Term);
            Assert.NotEqual(DetailFormat.Unspecified, spec.Format);
            Assert.Equal(spec.Format == DetailFormat.Enum, Enums.ContainsKey(spec.EnumType));
            Assert.Equal(spec.Format == DetailFormat.Number, spec.Unit.Length > 0);
            Assert.Contains(Types, type => type.Spec().Details.Concat(type.Spec().PartDetails).Contains(key));
        });
    }

    [Fact]
    public void The_comment_of_an_entry_ends_with_its_Chinese_term()
    {
        var file = Path.Combine(Platform.RepositoryRoot, "protos", "hotline", "tracking", "v1", "timeline.proto");
        var comments = Entry().Matches(File.ReadAllText(file))
            .ToDictionary(entry => entry.Groups["name"].Value, entry => entry.Groups["term"].Value);

        Assert.All(Types, type => Assert.Equal(type.Spec().Term, comments[ProtoNames.Of(type)]));
        Assert.All(Keys, key => Assert.Equal(key.Spec().Term, comments[ProtoNames.Of(key)]));
    }

    [Theory]
    [InlineData(FactType.TicketPassedDown, "ticket.passed_down")]
    [InlineData(FactType.AssignmentSigned, "assignment.signed")]
    public void A_fact_is_named_in_the_feed_by_its_entry(FactType type, string name) =>
        Assert.Equal((name, type), (type.Name(), FactCatalogue.TypeOf(name)));

    [Fact]
    public void A_name_leads_back_to_its_entry_and_an_unknown_one_to_none()
    {
        Assert.All(Types, type => Assert.Equal(type, FactCatalogue.TypeOf(type.Name())));
        Assert.All(Keys, key => Assert.Equal(key, FactCatalogue.KeyOf(key.Name())));
        var none = (FactType.Unspecified, DetailKey.Unspecified);
        Assert.Equal(none, (FactCatalogue.TypeOf("ticket.sung"), FactCatalogue.KeyOf("tune")));
        Assert.Equal(none, (FactCatalogue.TypeOf("unspecified"), FactCatalogue.KeyOf("unspecified")));
    }

    /// <summary>The rules are run through every fact: each carries what its entry says, no entry says what no rule writes.</summary>
    [Fact]
    public void What_the_rules_write_is_what_the_catalogue_says() =>
        Assert.Empty(CatalogueCheck.Differences(Source.Tracking, Lives.All.Select(fact => (fact.Type.Name(), fact.Details))));

    [Fact]
    public void Every_value_is_written_as_its_key_says() =>
        Assert.All(Lives.All, fact =>
        {
            var details = new DetailReader(fact.Details);
            Assert.All(Whole(fact), key => Readable(details, key));
            Assert.All(details.Parts, part =>
                Assert.All(OfParts(fact).Where(key => part.Text(key).Length > 0), key => Readable(part, key)));
        });

    [Fact]
    public void A_detail_is_written_as_its_key_says_and_not_otherwise()
    {
        Assert.Throws<ArgumentException>(() => Detail.Text(DetailKey.IsValid, "yes"));
        Assert.Throws<ArgumentException>(() => Detail.Flag(DetailKey.Note, true));
        Assert.Equal("a1.note", (Detail.Text(DetailKey.Note, "") with { AssignmentId = "a1" }).Name);
    }

    [Theory]
    [InlineData("雨", 200, "")]
    [InlineData("👨‍👩‍👧", 201, "…")]
    public void A_long_text_is_cut_between_characters_as_people_see_them(string character, int count, string end) =>
        Assert.Equal(
            string.Concat(Enumerable.Repeat(character, 200)) + end,
            Detail.Text(DetailKey.Note, string.Concat(Enumerable.Repeat(character, count))).Value);

    private static IEnumerable<DetailKey> Whole(TicketFact fact) =>
        fact.Details.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal)).Select(FactCatalogue.KeyOf);

    private static IEnumerable<DetailKey> OfParts(TicketFact fact) =>
        fact.Details.Keys
            .Where(name => name.Contains('.', StringComparison.Ordinal))
            .Select(name => FactCatalogue.KeyOf(name.Split('.')[1]));

    private static void Readable(DetailReader details, DetailKey key)
    {
        var (spec, text) = (key.Spec(), details.Text(key));
        Assert.NotEmpty(text);
        switch (spec.Format)
        {
            case DetailFormat.Number:
                Assert.NotNull(details.Number(key));
                break;
            case DetailFormat.Flag:
                Assert.NotNull(details.Flag(key));
                break;
            case DetailFormat.Instant:
                Assert.Equal(DateTimeKind.Utc, details.Instant(key)!.Value.Kind);
                break;
            case DetailFormat.Enum:
                Assert.Contains(text, Enums[spec.EnumType].Values.Skip(1).Select(value => value.Name));
                break;
            default:
                Assert.Contains(spec.Format, new[] { DetailFormat.Text, DetailFormat.Id });
                break;
        }
    }

    [GeneratedRegex(@"\((?<term>[^()]+)\)\.\n  (?<name>[A-Z_]+) = \d+ ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();
}
