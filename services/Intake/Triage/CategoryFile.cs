using Hotline.Chassis.Store;
using Hotline.Type.V1;

namespace Hotline.Intake.Triage;

/// <summary>Reads categories.csv.</summary>
public static class CategoryFile
{
    public const string Name = "categories.csv";

    public static CategoryTree Read(string directory) =>
        new(CsvTable.Read(Path.Combine(directory, Name), "category_id", "name", "default_urgency").Rows
            .Select(row => new Category(row["category_id"], row["name"], UrgencyOf(row))));

    private static Urgency UrgencyOf(CsvRow row) => row["default_urgency"] switch
    {
        "" => Urgency.Unspecified,
        "EMERGENCY" => Urgency.Emergency,
        "EPIDEMIC" => Urgency.Epidemic,
        "URGENT" => Urgency.Urgent,
        "NORMAL" => Urgency.Normal,
        "COMPLEX" => Urgency.Complex,
        var other => throw row.Wrong($"{other} is no urgency class"),
    };
}
