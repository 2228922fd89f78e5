using System.Security.Cryptography;
using System.Text.Json;
using Hotline.Chassis.Store;
using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Catalogue;

/// <summary>Reads an edition from the editable files (deploy/data/README.md).</summary>
public static class ReferenceFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static ReferenceEdition Read(string directory)
    {
        var release = JsonSerializer.Deserialize<Release>(File.ReadAllText(Path.Combine(directory, "release.json")), Json)
            ?? throw new InvalidDataException("release.json is empty.");
        var edition = new ReferenceEdition
        {
            Edition = release.Edition,
            EffectiveFrom = release.EffectiveFrom.UtcDateTime,
            Author = release.Author,
            Reason = release.Reason,
            Fingerprint = "",
            Districts = [.. Districts(Path.Combine(directory, "districts.csv"))],
            Units = [.. Units(Path.Combine(directory, "units.csv"))],
            Categories = [.. Categories(Path.Combine(directory, "categories.csv"))],
            Rules = [.. Rules(Path.Combine(directory, "catalogue.csv"))],
        };
        return edition with { Fingerprint = FingerprintOf(edition) };
    }

    private static IEnumerable<District> Districts(string path) =>
        CsvTable.Read(path, "district_id", "name").Rows.Select(row => new District
        {
            DistrictId = row["district_id"],
            Name = row["name"].Length > 0 ? row["name"] : throw row.Wrong("name is empty"),
        });

    private static IEnumerable<HandlingUnit> Units(string path) =>
        CsvTable.Read(path, "unit_id", "parent_id", "kind", "name", "short_name", "aliases", "is_active").Rows.Select(row => new HandlingUnit
        {
            UnitId = row["unit_id"],
            ParentId = row["parent_id"],
            Kind = Parse<UnitKind>(row, "kind"),
            Name = row["name"],
            ShortName = row["short_name"],
            Aliases = row.List("aliases"),
            IsActive = row.YesNo("is_active"),
        });

    private static IEnumerable<Category> Categories(string path) =>
        CsvTable.Read(path, "category_id", "name", "default_urgency").Rows.Select(row => new Category
        {
            CategoryId = row["category_id"],
            Name = row["name"],
            DefaultUrgency = row["default_urgency"].Length == 0 ? Urgency.Unspecified : Parse<Urgency>(row, "default_urgency"),
        });

    private static IEnumerable<DispatchRule> Rules(string path) =>
        CsvTable.Read(path, "entry_id", "category_id", "responsibility", "lead_unit_id", "co_handler_unit_ids", "needs_confirmation", "basis")
            .Rows.Select(row => new DispatchRule
            {
                EntryId = row["entry_id"],
                CategoryId = row["category_id"],
                Responsibility = Parse<Responsibility>(row, "responsibility"),
                LeadUnitId = row["lead_unit_id"],
                CoHandlerUnitIds = row.List("co_handler_unit_ids"),
                NeedsConfirmation = row.YesNo("needs_confirmation"),
                Basis = row["basis"],
            });

    /// <summary>DISTRICT_CENTER in a file is DistrictCenter in code, as in the contracts.</summary>
    private static T Parse<T>(CsvRow row, string column)
        where T : struct, Enum
    {
        var name = row[column].Replace("_", "", StringComparison.Ordinal);
        return Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) && Convert.ToInt32(value) != 0
            ? value
            : throw row.Wrong($"{column} is \"{row[column]}\", which is none of the known values");
    }

    private static string FingerprintOf(ReferenceEdition edition)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new { edition.Districts, edition.Units, edition.Categories, edition.Rules }, Json);
        return Convert.ToHexStringLower(SHA256.HashData(content))[..12];
    }

    private sealed record Release(int Edition, DateTimeOffset EffectiveFrom, string Author, string Reason);
}
