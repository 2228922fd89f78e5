using Hotline.Chassis.Store;
using Hotline.Routing.V1;

namespace Hotline.Intake.Places;

/// <summary>Reads units.csv.</summary>
public static class UnitFile
{
    public const string Name = "units.csv";

    public static UnitTree Read(string directory) =>
        new(CsvTable.Read(Path.Combine(directory, Name), "unit_id", "parent_id", "kind", "name").Rows
            .Select(row => new KnownUnit(row["unit_id"], row["parent_id"], KindOf(row), row["name"])));

    private static UnitKind KindOf(CsvRow row) =>
        Enum.TryParse<UnitKind>(row["kind"].Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var kind)
            ? kind
            : throw row.Wrong($"{row["kind"]} is no kind of unit");
}
