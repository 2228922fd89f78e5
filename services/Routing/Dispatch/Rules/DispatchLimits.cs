using System.Collections.Frozen;
using Hotline.Chassis.Reference;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>How long a dispatch may take, by urgency (派单时限), from acceptance; orders the queue.</summary>
public sealed class DispatchLimits
{
    private readonly FrozenDictionary<Urgency, TimeSpan> _limits;

    /// <summary>Takes a limit for every urgency class.</summary>
    /// <exception cref="InvalidDataException">A class has none.</exception>
    public DispatchLimits(IReadOnlyDictionary<Urgency, TimeSpan> limits)
    {
        var missing = Enum.GetValues<Urgency>().Where(u => u is not Urgency.Unspecified && !limits.ContainsKey(u)).ToList();
        _limits = missing.Count == 0
            ? limits.ToFrozenDictionary()
            : throw new InvalidDataException($"No dispatch limit for {string.Join(", ", missing)}.");
    }

    public static DispatchLimits Of(ClocksFile clocks) => new(clocks.Classes.ToDictionary(row => row.Urgency, row => row.Dispatch));

    /// <summary>When the dispatch is due, UTC.</summary>
    /// <exception cref="KeyNotFoundException">The urgency is unspecified.</exception>
    public DateTime DueAt(Urgency urgency, DateTime acceptedAt) => acceptedAt + _limits[urgency];
}
