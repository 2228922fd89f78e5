using Hotline.Routing.V1;

namespace Hotline.Chassis.Reference;

/// <summary>A unit as units.csv has it.</summary>
public sealed record UnitRow(
    string UnitId, string ParentId, UnitKind Kind, string Name, string ShortName, IReadOnlyList<string> Aliases, bool IsActive);

/// <summary>Reads units.csv, for Intake and Routing alike: whatever one of them refuses the other refuses too.</summary>
public static class UnitsFile
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string Name = "units.csv";

    private static readonly string[] Columns = ["unit_id", "parent_id", "kind", "name", "short_name", "aliases", "is_active"];

    /// <summary>The id of the unit without a parent: the district's centre, which sees every ticket.</summary>
    /// <exception cref="InvalidDataException">Something is wrong, or the file holds no unit; the message says what.</exception>
    public static string RootOf(string directory) => Read(directory) is [var root, ..]
        ? root.UnitId
        : throw new InvalidDataException($"{Path.Combine(directory, Name)} holds no unit.");

    /// <summary>The units, parents before children; exactly one has no parent.</summary>
    /// <exception cref="InvalidDataException">Something is wrong; the message says what, with file and line.</exception>
    public static IReadOnlyList<UnitRow> Read(string directory) => Of(CsvTable.Read(Path.Combine(directory, Name), Columns));

    /// <inheritdoc cref="Read"/>
    public static IReadOnlyList<UnitRow> Of(CsvTable table)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return [.. table.Rows.Select(row => Of(row, known))];
    }

    private static UnitRow Of(CsvRow row, HashSet<string> known)
    {
        var unit = new UnitRow(
            row.Needed("unit_id"),
            row["parent_id"],
            row.Value<UnitKind>("kind"),
            row.Needed("name"),
            row.Needed("short_name"),
            row.List("aliases"),
            row.YesNo("is_active"));
        if (unit.ParentId.Length == 0 && known.Count > 0)
        {
            throw row.Wrong($"{unit.UnitId} is a second root");
        }

        if (unit.ParentId.Length > 0 && !known.Contains(unit.ParentId))
        {
            throw row.Wrong($"{unit.UnitId} stands before its parent {unit.ParentId}");
        }

        return known.Add(unit.UnitId) ? unit : throw row.Wrong($"{unit.UnitId} stands twice");
    }
}
