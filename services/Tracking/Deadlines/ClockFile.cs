using System.Text.Json;
using System.Text.Json.Serialization;
using Hotline.Chassis.Time;

namespace Hotline.Tracking.Deadlines;

/// <summary>The clocks as an editable file (deploy/data/clocks.json): every limit with who set it, why and since when.</summary>
public sealed record ClockFile(
    int Version,
    DateOnly EffectiveFrom,
    string Author,
    string Reason,
    double YellowShare,
    string Review,
    IReadOnlyList<ClockFile.ClassRow> Classes,
    ClockFile.CallbackRow Callback)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public sealed record ClassRow(
        string Urgency,
        string Name,
        string Dispatch,
        string Sign,
        string Response,
        string Feedback,
        bool FromAcceptance,
        string? YellowWithLeft = null);

    public sealed record CallbackRow(int Attempts, int Days, TimeOnly From, TimeOnly Until, string Claim, IReadOnlyList<string> AnyTime);

    public static ClockFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"The clocks are missing: {path} does not exist. Hotline:Data names the folder that holds clocks.json.");
        }

        try
        {
            var file = JsonSerializer.Deserialize<ClockFile>(File.ReadAllText(path), Json)!;
            file.ToTable();
            file.ToPolicy();
            return file;
        }
        catch (Exception error) when (error is JsonException or FormatException or OverflowException)
        {
            throw new InvalidOperationException($"The clocks in {path} cannot be used: {error.Message}", error);
        }
    }

    /// <summary>This file, once its day has come in Beijing: limits that are not in force yet promise nothing to anybody.</summary>
    public ClockFile InForce(DateTime utcNow) => EffectiveFrom <= Beijing.DayOf(utcNow)
        ? this
        : throw new InvalidOperationException($"The clocks, version {Version}, are in force from {EffectiveFrom:yyyy-MM-dd} only (effectiveFrom in clocks.json): until that day use the version before.");

    public ClockTable ToTable()
    {
        var classes = Classes.Select(ToClass).ToArray();
        var missing = Enum.GetValues<Urgency>().Where(u => u != Urgency.Unspecified && classes.Count(c => c.Urgency == u) != 1).ToArray();
        if (missing.Length > 0)
        {
            throw new FormatException($"each class needs exactly one row, look at {string.Join(", ", missing)}.");
        }

        if (YellowShare is not (> 0 and < 1))
        {
            throw new FormatException("yellowShare must lie between 0 and 1.");
        }

        return new() { Classes = classes.ToDictionary(c => c.Urgency), Review = Limits.Parse(Review), YellowShare = YellowShare };
    }

    public CallbackPolicy ToPolicy() =>
        Callback.Attempts < 1 || Callback.Days < 1 || Callback.Days > Callback.Attempts || Callback.From >= Callback.Until
            ? throw new FormatException("callback needs at least one attempt, no more days than attempts, and from before until.")
            : new()
            {
                Attempts = Callback.Attempts,
                Days = Callback.Days,
                From = Callback.From,
                Until = Callback.Until,
                Claim = Limits.Parse(Callback.Claim),
                AnyTime = Callback.AnyTime.Select(ParseUrgency).ToHashSet(),
            };

    private static ClockClass ToClass(ClassRow row) => new()
    {
        Urgency = ParseUrgency(row.Urgency),
        Dispatch = Limits.Parse(row.Dispatch),
        Sign = Limits.Parse(row.Sign),
        Response = Limits.Parse(row.Response),
        Feedback = Limits.Parse(row.Feedback),
        FromAcceptance = row.FromAcceptance,
        YellowWithLeft = row.YellowWithLeft is { } left ? Limits.Parse(left) : null,
    };

    private static Urgency ParseUrgency(string name) =>
        Enum.TryParse<Urgency>(name, ignoreCase: true, out var urgency) && urgency != Urgency.Unspecified
            ? urgency
            : throw new FormatException($"{name} is not an urgency class.");
}
