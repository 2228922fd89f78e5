using Hotline.Type.V1;

namespace Hotline.Chassis.Reference;

/// <summary>A category as categories.csv has it; its id is the path of slugs. Branches have no urgency of their own.</summary>
public sealed record CategoryRow(string CategoryId, string Name, Urgency DefaultUrgency)
{
    /// <summary>Empty at the first level.</summary>
    public string ParentId => CategoryId.LastIndexOf('.') is var dot and > 0 ? CategoryId[..dot] : "";
}

/// <summary>Reads categories.csv, for Intake and Routing alike: whatever one of them refuses the other refuses too.</summary>
public static class CategoriesFile
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string Name = "categories.csv";

    private static readonly string[] Columns = ["category_id", "name", "default_urgency"];

    /// <summary>The categories, parents before children.</summary>
    /// <exception cref="InvalidDataException">Something is wrong; the message says what, with file and line.</exception>
    public static IReadOnlyList<CategoryRow> Read(string directory) => Of(CsvTable.Read(Path.Combine(directory, Name), Columns));

    /// <inheritdoc cref="Read"/>
    public static IReadOnlyList<CategoryRow> Of(CsvTable table)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return [.. table.Rows.Select(row => Of(row, known))];
    }

    private static CategoryRow Of(CsvRow row, HashSet<string> known)
    {
        var urgency = row["default_urgency"].Length == 0 ? Urgency.Unspecified : row.Value<Urgency>("default_urgency");
        var category = new CategoryRow(row.Needed("category_id"), row.Needed("name"), urgency);
        if (category.ParentId.Length > 0 && !known.Contains(category.ParentId))
        {
            throw row.Wrong($"{category.CategoryId} stands before its parent {category.ParentId}");
        }

        return known.Add(category.CategoryId) ? category : throw row.Wrong($"{category.CategoryId} stands twice");
    }
}
