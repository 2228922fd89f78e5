using Hotline.Type.V1;

namespace Hotline.Chassis.Reference;

/// <summary>
/// The clocks as an editable file (deploy/data/clocks.json): every limit with who set it, why and since when. Routing orders its
/// queue by the dispatch limits, Tracking runs all of them: one number has one home.
/// </summary>
public sealed record ClocksFile(
    int Version,
    DateOnly EffectiveFrom,
    string Author,
    string Reason,
    double YellowShare,
    TimeSpan Review,
    IReadOnlyList<ClocksFile.ClassRow> Classes,
    ClocksFile.CallbackRow Callback)
{
    public const string Name = "clocks.json";

    /// <summary>The limits of one urgency class.</summary>
    public sealed record ClassRow(
        Urgency Urgency,
        string Name,
        TimeSpan Dispatch,
        TimeSpan Sign,
        TimeSpan Response,
        TimeSpan Feedback,
        bool FromAcceptance,
        TimeSpan? YellowWithLeft = null);

    /// <summary>When and how often a claimant is called.</summary>
    public sealed record CallbackRow(int Attempts, int Days, TimeOnly From, TimeOnly Until, TimeSpan Claim, IReadOnlyList<Urgency> AnyTime);

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
