using System.Security.Cryptography;
using System.Text.Json;
using Hotline.Chassis.Reference;
using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.V1;

namespace Hotline.Routing.Catalogue;

/// <summary>Reads an edition from the editable files (deploy/data/README.md).</summary>
public static class ReferenceFiles
{
    // What a fingerprint is taken of: no file is read or written so. Changed, every stored edition would seem to be another one.
    private static readonly JsonSerializerOptions Canonical = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>Reads units, district, districts, categories, catalogue and release from a folder.</summary>
    /// <exception cref="InvalidDataException">
    /// A file is missing something or breaks the format; the message names file and line.
    /// </exception>
    public static ReferenceEdition Read(string directory)
    {
        var release = JsonRow.Read(Path.Combine(directory, "release.json"), Released);
        var edition = new ReferenceEdition
        {
            Edition = release.Edition,
            EffectiveFrom = release.EffectiveFrom.UtcDateTime,
            Author = release.Author,
            Reason = release.Reason,
            Fingerprint = "",
            LevelAboveUnitId = release.LevelAbove,
            CityNames = DistrictFile.Read(directory).CityNames,
            Districts = [.. Districts(Path.Combine(directory, "districts.csv"))],
            Units = [.. UnitsFile.Read(directory).Select(Unit)],
            Categories = [.. CategoriesFile.Read(directory).Select(Category)],
            Rules = [.. Rules(Path.Combine(directory, "catalogue.csv"))],
        };
        return edition with { Fingerprint = FingerprintOf(edition) };
    }

    private static Release Released(JsonRow row) => new(
        row.Number("edition"), row.Instant("effectiveFrom"), row.Text("author"), row.Text("reason"), row.Text("levelAbove"));

    private static IEnumerable<District> Districts(string path) =>
        CsvTable.Read(path, "district_id", "name").Rows.Select(row => new District
        {
            DistrictId = row.Needed("district_id"),
            Name = row.Needed("name"),
        });

    private static HandlingUnit Unit(UnitRow row) => new()
    {
        UnitId = row.UnitId,
        ParentId = row.ParentId,
        Kind = row.Kind,
        Name = row.Name,
        ShortName = row.ShortName,
        Aliases = row.Aliases,
        IsActive = row.IsActive,
    };

    private static Category Category(CategoryRow row) => new()
    {
        CategoryId = row.CategoryId,
        Name = row.Name,
        DefaultUrgency = row.DefaultUrgency,
    };

    private static IEnumerable<DispatchRule> Rules(string path) =>
        CsvTable.Read(
            path, "entry_id", "category_id", "responsibility", "lead_unit_id", "co_handler_unit_ids", "needs_confirmation", "basis")
            .Rows.Select(row => new DispatchRule
            {
                EntryId = row["entry_id"],
                CategoryId = row["category_id"],
                Responsibility = row.Value<Responsibility>("responsibility"),
                LeadUnitId = row["lead_unit_id"],
                CoHandlerUnitIds = row.List("co_handler_unit_ids"),
                NeedsConfirmation = row.YesNo("needs_confirmation"),
                Basis = row["basis"],
            });

    private static string FingerprintOf(ReferenceEdition edition)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new { edition.LevelAboveUnitId, edition.CityNames, edition.Districts, edition.Units, edition.Categories, edition.Rules },
            Canonical);
        return Convert.ToHexStringLower(SHA256.HashData(content))[..12];
    }

    private sealed record Release(int Edition, DateTimeOffset EffectiveFrom, string Author, string Reason, string LevelAbove);
}
