using Hotline.Chassis.Facts;
using Hotline.Events.V1;
using Hotline.Type.V1;

namespace Hotline.Chassis.Tests.Facts;

/// <summary>The smallest aggregate: a counter that announces itself as an accepted appeal.</summary>
public sealed record Toy
{
    public int Count { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<string> Scope { get; init; } = [];

    public static Change<Toy> Change(Toy state, string type = "toy.counted") => new(
        state,
        type,
        new Dictionary<string, string> { ["count"] = state.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        [new AppealAccepted { Appeal = new AppealSnapshot { Title = "toy", AffectedHouseholds = state.Count } }]);

    public static Command Command(string requestId, string? bodyHash = "h", string subject = "p1") =>
        new(Hotline.Chassis.Facts.Command.KeyOf(subject, requestId), bodyHash, new Actor { Subject = subject, Role = Role.Operator, UnitId = "u" }, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
}
