using System.Globalization;
using System.Text.Json;

namespace Hotline.Bench.Measuring;

/// <summary>Named results in the order in which they are shown.</summary>
public sealed class Figures
{
    private readonly List<KeyValuePair<string, double>> _all = [];

    public double this[string name]
    {
        set => _all.Add(new(name, value));
    }

    /// <summary>The median under the name, the ends of the spread under the name with _min and _max.</summary>
    public void Spread(string name, IReadOnlyCollection<double> values)
    {
        this[name] = Load.Median(values);
        this[name + "_min"] = values.Min();
        this[name + "_max"] = values.Max();
    }

    public void Print(bool json)
    {
        if (json)
        {
            // What could not be measured is null: JSON has no word for not a number.
            var rounded = _all.ToDictionary(
                figure => figure.Key,
                figure => double.IsFinite(figure.Value) ? Math.Round(figure.Value, 3) : (double?)null);
            Console.WriteLine(JsonSerializer.Serialize(rounded, JsonSerializerOptions.Web));
            return;
        }

        foreach (var (name, value) in _all)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-31} {value,11:0.###}"));
        }
    }
}
