using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Hotline.Chassis.Time;

namespace Hotline.Chassis.Reference;

/// <summary>
/// The clocks as an editable file (deploy/data/clocks.json): every class and limit with who set it, why and since when. Intake accepts
/// by its classes, Routing orders its queue by their dispatch limits, Tracking runs all of them: one number has one home.
/// </summary>
/// <param name="Version">Which file this is, counted by its editors.</param>
/// <param name="EffectiveFrom">The Beijing day from which it is in force.</param>
/// <param name="Author">Who changed it.</param>
/// <param name="Reason">Why.</param>
/// <param name="YellowShare">The share of a limit after which its lamp is yellow, above 0 and below 1.</param>
/// <param name="YellowLeftAbove">Only limits longer than this also turn yellow with a class's yellowWithLeft left.</param>
/// <param name="Grace">How long after its sign limit a unit's response and feedback end at the earliest.</param>
/// <param name="Review">How long the review of a feedback may take.</param>
/// <param name="Classes">The urgency classes.</param>
/// <param name="Callback">The rules of call-backs.</param>
public sealed partial record ClocksFile(
    int Version,
    DateOnly EffectiveFrom,
    string Author,
    string Reason,
    double YellowShare,
    TimeSpan YellowLeftAbove,
    TimeSpan Grace,
    TimeSpan Review,
    UrgencyClasses Classes,
    ClocksFile.CallbackRow Callback)
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string Name = "clocks.json";

    private const int LongestName = 40;

    /// <summary>Tells two files apart; services that work together must run by the same.</summary>
    public string Fingerprint { get; private init; } = "";

    /// <summary>When and how often a claimant is called.</summary>
    /// <param name="Attempts">How often to try before a call-back ends unanswered, at least 1.</param>
    /// <param name="Days">On how many different days at least; no more than attempts. Not for a class that is called at any hour.</param>
    /// <param name="Apart">How long after one that counts the next attempt may be made and counts.</param>
    /// <param name="AnyTimeSpan">How long the attempts of a class that is called at any hour must span.</param>
    /// <param name="From">The first minute of the day to call, Beijing time.</param>
    /// <param name="Until">The minute from which no call is made, Beijing time; after From.</param>
    /// <param name="Claim">How long an agent keeps a call-back.</param>
    public sealed record CallbackRow(
        int Attempts,
        int Days,
        TimeSpan Apart,
        TimeSpan AnyTimeSpan,
        TimeOnly From,
        TimeOnly Until,
        TimeSpan Claim);

    /// <summary>Reads the file of a data folder.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is missing or breaks rules; the message names the file and all that is wrong.
    /// </exception>
    public static ClocksFile Read(string directory)
    {
        var path = Path.Combine(directory, Name);
        var file = JsonRow.Read(path, Of);
        return file with { Fingerprint = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..12] };
    }

    /// <summary>This file, once its day has come in Beijing: limits that are not in force yet bind no unit.</summary>
    /// <exception cref="InvalidOperationException">The day has not come.</exception>
    public ClocksFile InForce(DateTime utcNow) => EffectiveFrom <= Beijing.DayOf(utcNow)
        ? this
        : throw new InvalidOperationException(
            $"The clocks, version {Version}, are in force from {EffectiveFrom:yyyy-MM-dd} only (effectiveFrom in clocks.json): "
            + "until that day use the version before.");

    private static ClocksFile Of(JsonRow row) => new(
        row.Number("version"),
        row.Day("effectiveFrom"),
        row.Text("author"),
        row.Text("reason"),
        row.Share("yellowShare"),
        row.Duration("yellowLeftAbove"),
        row.Duration("grace"),
        row.Duration("review"),
        ClassesOf(row),
        row.Row("callback", CallbackOf)!);

    private static UrgencyClasses ClassesOf(JsonRow row)
    {
        const string name = "classes";
        var classes = row.Rows(name, ClassOf);
        row.When(classes.Count == 0, name, "holds no class");
        foreach (var id in Twice(classes.Select(each => each.Id)))
        {
            row.When(id.Length > 0, name, $"holds {id} twice");
        }

        foreach (var rank in Twice(classes.Select(each => each.Rank)))
        {
            row.When(rank > 0, name, $"holds rank {rank} twice");
        }

        return new(classes.DistinctBy(each => each.Id));
    }

    private static UrgencyClass ClassOf(JsonRow row)
    {
        var made = new UrgencyClass
        {
            Id = row.Text("id"),
            NameZh = NameOf(row, "nameZh"),
            NameEn = NameOf(row, "nameEn"),
            Rank = row.Number("rank"),
            Dispatch = row.Duration("dispatch"),
            Sign = row.Duration("sign"),
            Response = row.Duration("response"),
            Feedback = row.Duration("feedback"),
            IsResponseFromAcceptance = row.Flag("responseFromAcceptance"),
            IsFeedbackFromAcceptance = row.Flag("feedbackFromAcceptance"),
            YellowWithLeft = row.OptionalDuration("yellowWithLeft"),
            IsUrgentLane = row.Flag("urgentLane"),
            IsExtendable = row.Flag("extendable"),
            IsPausable = row.Flag("pausable"),
            IsCalledAtAnyHour = row.Flag("calledAtAnyHour"),
        };
        row.When(made.Id.Length > 0 && !IdForm().IsMatch(made.Id), "id", "must be 1 to 32 of A-Z 0-9 _ that begin with a letter");
        if (made.Feedback > TimeSpan.Zero)
        {
            row.When(made.Sign > made.Feedback, "sign", "is longer than feedback");
            row.When(made.Response > made.Feedback, "response", "is longer than feedback");
        }

        return made;
    }

    private static string NameOf(JsonRow row, string field)
    {
        var name = row.Text(field);
        row.When(name.Length > LongestName, field, $"has more than {LongestName} characters");
        return name;
    }

    private static CallbackRow CallbackOf(JsonRow row)
    {
        var made = new CallbackRow(
            row.Number("attempts"),
            row.Number("days"),
            row.Duration("apart"),
            row.Duration("anyTimeSpan"),
            row.TimeOfDay("from"),
            row.TimeOfDay("until"),
            row.Duration("claim"));
        row.When(made.Attempts > 0 && made.Days > made.Attempts, "days", "is more than attempts");
        row.When(made.From >= made.Until, "from", "does not lie before until");
        return made;
    }

    private static IEnumerable<T> Twice<T>(IEnumerable<T> values) =>
        values.GroupBy(value => value).Where(group => group.Count() > 1).Select(group => group.Key);

    [GeneratedRegex(@"^[A-Z][A-Z0-9_]{0,31}\z", RegexOptions.NonBacktracking)]
    private static partial Regex IdForm();
}
