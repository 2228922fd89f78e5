using Hotline.Chassis.Commands;
using Hotline.Chassis.Store;
using Hotline.Events.V1;
using Hotline.Type.V1;

namespace Hotline.Chassis.Tests.Facts;

/// <summary>The smallest aggregate: a counter that publishes itself as an accepted appeal.</summary>
public sealed record Toy
{
    public int Count { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<string> Scope { get; init; } = [];

    public static void MapStored() => Stored.Map<Toy>(nameof(Count), nameof(Note), nameof(Scope));

    public static Decision<Toy> Decision(Toy state, string type = "toy.counted") => Decision(state, [type]);

    /// <summary>A decision that tells of it in several facts.</summary>
    public static Decision<Toy> Decision(Toy state, params IReadOnlyList<string> types) =>
        new(state, [.. types.Select(type => new FactDraft(type, DetailsOf(state), [Event(state)]))]);

    public static Command Command(string requestId, string? bodyHash = "h", string subject = "p1") => new(
        Hotline.Chassis.Commands.Command.KeyOf(subject, requestId),
        bodyHash,
        new Actor { Subject = subject, Role = Role.Operator, UnitId = "u" },
        new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    private static Dictionary<string, string> DetailsOf(Toy state) =>
        new() { ["count"] = state.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private static AppealAccepted Event(Toy state) =>
        new() { Appeal = new AppealSnapshot { Title = "toy", AffectedHouseholds = state.Count } };
}
