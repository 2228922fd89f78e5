using Hotline.Type.V1;

namespace Hotline.Chassis.Reference;

/// <summary>
/// The clocks as an editable file (deploy/data/clocks.json): every limit with who set it, why and since when. Routing orders its
/// queue by the dispatch limits, Tracking runs all of them: one number has one home.
/// </summary>
/// <param name="Version">Which file this is, counted by its editors.</param>
/// <param name="EffectiveFrom">The Beijing day from which it is in force.</param>
/// <param name="Author">Who changed it.</param>
/// <param name="Reason">Why.</param>
/// <param name="YellowShare">The share of a limit after which its lamp is yellow, above 0 and below 1.</param>
/// <param name="YellowLeftAbove">Only limits longer than this also turn yellow with a class's yellowWithLeft left.</param>
/// <param name="Grace">How long after its sign limit a unit's response and feedback end at the earliest.</param>
/// <param name="Review">How long the review of a feedback may take.</param>
/// <param name="Classes">One row for each urgency class.</param>
/// <param name="Callback">The rules of call-backs.</param>
public sealed record ClocksFile(
    int Version,
    DateOnly EffectiveFrom,
    string Author,
    string Reason,
    double YellowShare,
    TimeSpan YellowLeftAbove,
    TimeSpan Grace,
    TimeSpan Review,
    IReadOnlyList<ClocksFile.ClassRow> Classes,
    ClocksFile.CallbackRow Callback)
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string Name = "clocks.json";

    /// <summary>The limits of one urgency class.</summary>
    /// <param name="Urgency">The class.</param>
    /// <param name="Name">Its Chinese name.</param>
    /// <param name="Dispatch">From acceptance.</param>
    /// <param name="Sign">From the dispatch.</param>
    /// <param name="Response">From the dispatch, or from acceptance where ResponseFromAcceptance says so.</param>
    /// <param name="Feedback">From the dispatch, or from acceptance where FeedbackFromAcceptance says so.</param>
    /// <param name="ResponseFromAcceptance">The response counts from acceptance.</param>
    /// <param name="FeedbackFromAcceptance">The feedback counts from acceptance.</param>
    /// <param name="YellowWithLeft">The lamp turns yellow no later than with this time left; null leaves it to the share.</param>
    public sealed record ClassRow(
        Urgency Urgency,
        string Name,
        TimeSpan Dispatch,
        TimeSpan Sign,
        TimeSpan Response,
        TimeSpan Feedback,
        bool ResponseFromAcceptance,
        bool FeedbackFromAcceptance,
        TimeSpan? YellowWithLeft = null);

    /// <summary>When and how often a claimant is called.</summary>
    /// <param name="Attempts">How often to try before a call-back ends unanswered, at least 1.</param>
    /// <param name="Days">On how many different days at least; no more than attempts. Not for the classes of anyTime.</param>
    /// <param name="Apart">How long after one that counts the next attempt may be made and counts.</param>
    /// <param name="AnyTimeSpan">How long the attempts of the classes of anyTime must span.</param>
    /// <param name="From">The first minute of the day to call, Beijing time.</param>
    /// <param name="Until">The minute from which no call is made, Beijing time; after From.</param>
    /// <param name="Claim">How long an agent keeps a call-back.</param>
    /// <param name="AnyTime">The classes whose claimants may be called at any hour.</param>
    public sealed record CallbackRow(
        int Attempts,
        int Days,
        TimeSpan Apart,
        TimeSpan AnyTimeSpan,
        TimeOnly From,
        TimeOnly Until,
        TimeSpan Claim,
        IReadOnlyList<Urgency> AnyTime);

    /// <exception cref="InvalidDataException">The file is missing or breaks a rule; the message names both.</exception>
    public static ClocksFile Read(string directory)
    {
        var path = Path.Combine(directory, Name);
        var file = JsonFile.Read<ClocksFile>(path);
        return file.Broken() is { } rule ? throw new InvalidDataException($"{path}: {rule}") : file;
    }

    private string? Broken()
    {
        var unclear = Enum.GetValues<Urgency>()
            .Where(urgency => urgency != Urgency.Unspecified && Classes.Count(row => row.Urgency == urgency) != 1)
            .ToList();
        return unclear.Count > 0 ? $"each class needs exactly one row, look at {string.Join(", ", unclear)}."
            : YellowShare is not (> 0 and < 1) ? "yellowShare must lie between 0 and 1."
            : Callback.Attempts < 1 || Callback.Days < 1 || Callback.Days > Callback.Attempts || Callback.From >= Callback.Until
                ? "callback needs at least one attempt, no more days than attempts, and from before until."
            : null;
    }
}
