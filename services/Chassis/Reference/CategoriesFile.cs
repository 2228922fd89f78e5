namespace Hotline.Chassis.Reference;

/// <summary>A category as categories.csv has it; its id is the path of slugs. Its usual urgency class is empty on branches.</summary>
public sealed record CategoryRow(string CategoryId, string Name, string DefaultUrgency)
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
    public static IReadOnlyList<CategoryRow> Read(string directory) =>
        Of(CsvTable.Read(Path.Combine(directory, Name), Columns), ClocksFile.Read(directory).Classes);

    /// <inheritdoc cref="Read"/>
    public static IReadOnlyList<CategoryRow> Of(CsvTable table, UrgencyClasses classes)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return [.. table.Rows.Select(row => Of(row, known, classes))];
    }

    private static CategoryRow Of(CsvRow row, HashSet<string> known, UrgencyClasses classes)
    {
        var urgency = row["default_urgency"];
        if (urgency.Length > 0 && !classes.Has(urgency))
        {
            throw row.Wrong($"default_urgency is \"{urgency}\", which is no class of {ClocksFile.Name}");
        }

        var category = new CategoryRow(row.Needed("category_id"), row.Needed("name"), urgency);
        if (category.ParentId.Length > 0 && !known.Contains(category.ParentId))
        {
            throw row.Wrong($"{category.CategoryId} stands before its parent {category.ParentId}");
        }

        return known.Add(category.CategoryId) ? category : throw row.Wrong($"{category.CategoryId} stands twice");
    }
}
