namespace Hotline.Cli.Testing;

/// <summary>
/// Which test projects there are and in which order they run: pure rules first, the ones that load the machine last
/// and alone. A project without a place in the list runs in the middle; none is left out.
/// </summary>
public static class TestPlan
{
    private static readonly string[] First = ["Chassis.Tests", "Intake.Tests", "Routing.Tests", "Tracking.Tests"];
    private static readonly string[] Last = ["MongoGateway.Tests", "Store.Tests", "Suite.Tests"];
    // The gateway's tests count its clients, the suite's kill what others use.
    private static readonly string[] Alone = ["MongoGateway.Tests", "Suite.Tests"];

    public static IReadOnlyList<string> Order(IEnumerable<string> projects) =>
        [.. projects.OrderBy(Rank).ThenBy(name => name, StringComparer.Ordinal)];

    public static bool RunsAlone(string project) => Alone.Contains(project);

    /// <summary>Every folder tests/*.Tests, whether or not the solution or this list knows it.</summary>
    public static IReadOnlyList<string> OfRepository() =>
        Order(Directory.GetDirectories(Repository.At("tests"), "*.Tests").Select(Path.GetFileName).OfType<string>());

    private static int Rank(string name) =>
        Array.IndexOf(First, name) is >= 0 and var early ? early
        : Array.IndexOf(Last, name) is >= 0 and var late ? 200 + late
        : 100;
}
