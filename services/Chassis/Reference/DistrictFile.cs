namespace Hotline.Chassis.Reference;

/// <summary>
/// What is this district's and no other's (deploy/data/district.json), beside its units: no code knows a district by its name, its
/// numbers or its telephone area.
/// </summary>
/// <param name="NumberPrefix">Two capital letters with which the numbers of its tickets begin.</param>
/// <param name="AreaCode">The telephone area of a number that is dialled without one: 0 and two or three digits.</param>
/// <param name="CityNames">What people call the city before the name of a district, the longest first.</param>
public sealed record DistrictFile(string NumberPrefix, string AreaCode, IReadOnlyList<string> CityNames)
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string Name = "district.json";

    /// <exception cref="InvalidDataException">
    /// The file is missing or breaks rules; the message names the file and all that is wrong.
    /// </exception>
    public static DistrictFile Read(string directory) => JsonRow.Read(Path.Combine(directory, Name), Of);

    private static DistrictFile Of(JsonRow row)
    {
        var file = new DistrictFile(row.Text("numberPrefix"), row.Text("areaCode"), row.Texts("cityNames"));
        var (prefix, area) = (file.NumberPrefix, file.AreaCode);
        row.When(
            prefix.Length > 0 && !(prefix.Length == 2 && prefix.All(char.IsAsciiLetterUpper)),
            "numberPrefix",
            "must be two capital letters");
        row.When(
            area.Length > 0 && !(area.Length is 3 or 4 && area[0] == '0' && area.All(char.IsAsciiDigit)),
            "areaCode",
            "must be 0 and two or three digits");
        return file;
    }
}
