using Hotline.Chassis.Reference;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.Reference;

public sealed class ClocksFileTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(Platform.RepositoryRoot, "deploy", "data");
    private readonly string _folder = Directory.CreateTempSubdirectory("hotline-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_shipped_file_names_every_class_its_author_and_its_reason()
    {
        var file = ClocksFile.Read(Shipped);
        Assert.Equal(["EMERGENCY", "EPIDEMIC", "URGENT", "NORMAL", "COMPLEX"], file.Classes.All.Select(each => each.Id));
        Assert.Equal(["特急", "涉疫", "紧急", "一般", "复杂疑难"], file.Classes.All.Select(each => each.NameZh));
        Assert.Equal(["EMERGENCY", "EPIDEMIC"], file.Classes.All.Where(each => each.IsUrgentLane).Select(each => each.Id));
        Assert.Equal(["EMERGENCY"], file.Classes.All.Where(each => each.IsCalledAtAnyHour).Select(each => each.Id));
        Assert.Equal(["NORMAL", "COMPLEX"], file.Classes.All.Where(each => each.IsExtendable && each.IsPausable).Select(each => each.Id));
        Assert.NotEmpty(file.Author);
        Assert.NotEmpty(file.Reason);
        Assert.Equal(TimeSpan.FromHours(24), file.Review);
    }

    [Fact]
    public void A_class_is_added_by_the_file_alone()
    {
        const string flood =
            """
            "classes": [{
              "id": "FLOOD", "nameZh": "汛情", "nameEn": "Flood", "rank": 9, "dispatch": "10m", "sign": "5m", "response": "20m",
              "feedback": "3h", "yellowWithLeft": "30m", "responseFromAcceptance": true, "feedbackFromAcceptance": false,
              "urgentLane": true, "extendable": false, "pausable": true, "calledAtAnyHour": false
            },
            """;
        var classes = Changed(("\"classes\": [", flood)).Classes;

        Assert.Equal(6, classes.All.Count);
        Assert.Equal(
            new UrgencyClass
            {
                Id = "FLOOD",
                NameZh = "汛情",
                NameEn = "Flood",
                Rank = 9,
                Dispatch = TimeSpan.FromMinutes(10),
                Sign = TimeSpan.FromMinutes(5),
                Response = TimeSpan.FromMinutes(20),
                Feedback = TimeSpan.FromHours(3),
                YellowWithLeft = TimeSpan.FromMinutes(30),
                IsResponseFromAcceptance = true,
                IsUrgentLane = true,
                IsPausable = true,
            },
            classes.Of("FLOOD"));
    }

    [Theory]
    [InlineData("\"15m\"", "\"15 minutes\"", "$.grace is \"15 minutes\" where a duration")]
    [InlineData("\"sign\": \"15m\"", "\"sign\": 15", "$.classes[0].sign is 15")]
    [InlineData("\"sign\": \"15m\"", "\"sign\": [1]", "$.classes[0].sign is a list")]
    [InlineData("\"grace\": \"15m\",", "", "$.grace is missing")]
    [InlineData("\"1h\"", "\"0h\"", "0h")]
    [InlineData("\"1h\"", "\"1w\"", "1w")]
    [InlineData("\"1h\"", "\"9999999d\"", "9999999d")]
    [InlineData("\"NORMAL\"", "\"URGENT\"", "$.classes holds URGENT twice")]
    [InlineData("\"NORMAL\"", "\"normal\"", "$.classes[3].id must be 1 to 32")]
    [InlineData("\"NORMAL\"", "\"汛情\"", "$.classes[3].id must be 1 to 32")]
    [InlineData("\"NORMAL\"", "\"A234567890123456789012345678901234\"", "$.classes[3].id must be 1 to 32")]
    [InlineData("\"NORMAL\"", "4", "$.classes[3].id is 4 where a text")]
    [InlineData("\"rank\": 4", "\"rank\": 3", "$.classes holds rank 3 twice")]
    [InlineData("\"rank\": 4", "\"rank\": 0", "$.classes[3].rank is 0")]
    [InlineData("\"rank\": 4", "\"rank\": 4.5", "$.classes[3].rank is 4.5")]
    [InlineData("\"一般\"", "\"\u200b\"", "$.classes[3].nameZh")]
    [InlineData("\"urgentLane\": true", "\"urgentLane\": \"yes\"", "$.classes[0].urgentLane is \"yes\" where true or false")]
    [InlineData("\"sign\": \"15m\"", "\"sign\": \"3h\"", "$.classes[0].sign is longer than feedback")]
    [InlineData("\"feedback\": \"7d\"", "\"feedback\": \"12h\"", "$.classes[3].response is longer than feedback")]
    [InlineData("\"pausable\": false,", "", "$.classes[0].pausable is missing")]
    [InlineData("\"pausable\"", "\"pauseable\"", "$.classes[0].pauseable is no name")]
    [InlineData("\"rank\": 1,", "\"rank\": 1, \"rank\": 2,", "rank")]
    [InlineData("\"yellowShare\": 0.75", "\"yellowShare\": 1.75", "yellowShare")]
    [InlineData("\"days\": 2", "\"days\": 4", "$.callback.days is more than attempts")]
    [InlineData("\"20:00\"", "\"08:00\"", "$.callback.from does not lie before until")]
    [InlineData("\"2021-09-24\"", "\"2021-9-24\"", "$.effectiveFrom")]
    [InlineData("\"attempts\"", "\"atempts\"", "atempts")]
    [InlineData("\"attempts\"", "\"Attempts\"", "Attempts")]
    [InlineData("\"feedback\": \"7d\",", "", "$.classes[3].feedback is missing")]
    [InlineData("\"version\": 2,", "\"version\": 2", "LineNumber")]
    public void A_broken_file_is_refused_with_the_place_that_is_broken(string part, string broken, string named) =>
        Assert.Contains(named, Refused((part, broken)), StringComparison.Ordinal);

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var said = Refused(
            ("\"grace\": \"15m\",", ""),
            ("\"id\": \"EMERGENCY\"", "\"id\": \"urgent\""),
            ("\"rank\": 2", "\"rank\": 5"),
            ("\"feedback\": \"15d\"", "\"feedback\": \"15\""),
            ("\"attempts\": 3", "\"attempts\": 0"));

        Assert.All(
            ["$.grace is missing", "$.classes[0].id", "holds rank 5 twice", "$.classes[4].feedback", "$.callback.attempts"],
            fault => Assert.Contains(fault, said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]", "no object")]
    [InlineData("{}", "$.classes is missing")]
    [InlineData("{ \"classes\": [] }", "$.classes holds no class")]
    [InlineData("{ \"classes\": [7] }", "$.classes[0] is no object")]
    [InlineData("", "JSON")]
    public void What_is_no_such_file_at_all_is_refused_too(string text, string named)
    {
        File.WriteAllText(Path.Combine(_folder, ClocksFile.Name), text);
        Assert.Contains(named, Assert.Throws<InvalidDataException>(() => ClocksFile.Read(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_have_two_fingerprints_and_one_file_has_one()
    {
        Assert.Equal(ClocksFile.Read(Shipped).Fingerprint, ClocksFile.Read(Shipped).Fingerprint);
        Assert.NotEqual(ClocksFile.Read(Shipped).Fingerprint, Changed(("\"15d\"", "\"16d\"")).Fingerprint);
        Assert.Equal(12, ClocksFile.Read(Shipped).Fingerprint.Length);
    }

    [Fact]
    public void Limits_bind_no_unit_before_the_Beijing_day_from_which_they_are_in_force()
    {
        var file = ClocksFile.Read(Shipped) with { Version = 7, EffectiveFrom = new DateOnly(2026, 3, 2) };
        var midnight = new DateTime(2026, 3, 1, 16, 0, 0, DateTimeKind.Utc);

        Assert.Same(file, file.InForce(midnight));
        var error = Assert.Throws<InvalidOperationException>(() => file.InForce(midnight.AddMilliseconds(-1)));
        Assert.Contains("version 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("2026-03-02", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_says_which_setting_names_its_folder() =>
        Assert.Contains(
            "Hotline:Data", Assert.Throws<InvalidDataException>(() => ClocksFile.Read("/nowhere")).Message, StringComparison.Ordinal);

    private string Refused(params (string Part, string Broken)[] changes)
    {
        var said = Assert.Throws<InvalidDataException>(() => Changed(changes)).Message;
        Assert.Contains(ClocksFile.Name, said, StringComparison.Ordinal);
        return said;
    }

    /// <summary>The shipped file, in which the first of each part reads differently.</summary>
    private ClocksFile Changed(params (string Part, string Changed)[] changes)
    {
        var text = File.ReadAllText(Path.Combine(Shipped, ClocksFile.Name));
        foreach (var (part, changed) in changes)
        {
            var at = text.IndexOf(part, StringComparison.Ordinal);
            Assert.True(at >= 0, part);
            text = text[..at] + changed + text[(at + part.Length)..];
        }

        File.WriteAllText(Path.Combine(_folder, ClocksFile.Name), text);
        return ClocksFile.Read(_folder);
    }
}
