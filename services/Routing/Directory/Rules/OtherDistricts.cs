namespace Hotline.Routing.Directory.Rules;

/// <summary>
/// The city's other districts by name (外区): a location that begins with one of them lies outside, whatever else it says. A name
/// further on may be a road's, so it decides nothing.
/// </summary>
public sealed class OtherDistricts
{
    private readonly IReadOnlyList<string> _cities;
    private readonly IReadOnlyList<string> _names;

    /// <param name="districts">All districts of the city, ours too.</param>
    /// <param name="root">Our own, by its id.</param>
    /// <param name="cities">What people call the city before the name of a district, the longest first.</param>
    /// <exception cref="InvalidDataException">A code or a name stands twice.</exception>
    public OtherDistricts(IReadOnlyList<District> districts, HandlingUnit root, IReadOnlyList<string> cities)
    {
        _cities = cities;
        var twice = districts
            .GroupBy(d => d.DistrictId)
            .Concat(districts.GroupBy(d => d.Name))
            .Where(g => g.Count() > 1)
            .Select(g => g.Key)
            .ToList();
        if (twice.Count > 0)
        {
            throw new InvalidDataException($"districts.csv: more than once: {string.Join(", ", twice)}.");
        }

        _names = [.. districts.Where(d => d.DistrictId != root.UnitId).Select(d => d.Name)];
    }

    /// <summary>The district with whose name the words begin, null when there is none.</summary>
    public string? Named(string words)
    {
        var text = string.Concat(words.Where(c => !char.IsWhiteSpace(c)));
        var city = _cities.FirstOrDefault(c => text.StartsWith(c, StringComparison.Ordinal)) ?? "";
        return _names.FirstOrDefault(name => text.AsSpan(city.Length).StartsWith(name, StringComparison.Ordinal));
    }
}
