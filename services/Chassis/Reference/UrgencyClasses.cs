using System.Collections.Frozen;

namespace Hotline.Chassis.Reference;

/// <summary>The urgency classes of clocks.json. Classes are data: the code names none.</summary>
public sealed class UrgencyClasses
{
    private readonly FrozenDictionary<string, UrgencyClass> _byId;

    /// <param name="classes">One at least, each id and each rank once.</param>
    public UrgencyClasses(IEnumerable<UrgencyClass> classes)
    {
        All = [.. classes.OrderBy(each => each.Rank)];
        _byId = All.ToFrozenDictionary(each => each.Id, StringComparer.Ordinal);
    }

    /// <summary>The most urgent first.</summary>
    public IReadOnlyList<UrgencyClass> All { get; }

    /// <summary>Whether the file has this class.</summary>
    public bool Has(string id) => _byId.ContainsKey(id);

    /// <summary>
    /// The class by which a ticket runs. A ticket whose class this file does not have, because a peer runs by another file or the class
    /// was taken out, never waits for it: it runs by the limits of the most urgent class, so that nobody sees it later than its own
    /// class would show it. Nothing more is granted to it: it is neither extended nor paused, and its claimant is not called at night.
    /// </summary>
    public UrgencyClass Of(string id) => _byId.GetValueOrDefault(id) ?? All[0] with
    {
        Id = id,
        NameZh = id,
        NameEn = id,
        IsExtendable = false,
        IsPausable = false,
        IsCalledAtAnyHour = false,
    };
}
