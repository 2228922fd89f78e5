using System.Globalization;
using System.Text.Json;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Time;

namespace Hotline.Chassis.Reference;

/// <summary>
/// One object of a JSON file that people edit: names in camelCase, every name known and every needed one there, durations as in
/// <see cref="Durations"/>. What is wrong is collected, so that the file is refused with all of it at once; a value that is wrong reads
/// as zero, empty or false.
/// </summary>
public sealed class JsonRow
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly string _place;
    private readonly List<string> _faults;
    private readonly Dictionary<string, JsonElement> _unread;

    private JsonRow(JsonElement element, string place, List<string> faults)
    {
        (_place, _faults, _unread) = (place, faults, []);
        if (element.ValueKind == JsonValueKind.Object)
        {
            _unread = element.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
        }
        else
        {
            faults.Add($"{place} is no object");
        }
    }

    /// <summary>Reads a file whose root is an object.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="make">Reads each value that the root may hold, once.</param>
    /// <exception cref="InvalidDataException">
    /// The file is missing, is no JSON, or does not hold what it must; the message names the file and all that is wrong.
    /// </exception>
    public static T Read<T>(string path, Func<JsonRow, T> make)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{path} does not exist. Hotline:Data names the folder that holds {Path.GetFileName(path)}.");
        }

        var faults = new List<string>();
        T value;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Strict);
            value = Whole(new JsonRow(document.RootElement, "$", faults), make);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }

        return faults.Count == 0 ? value : throw new InvalidDataException($"{path}: {string.Join("; ", faults)}.");
    }

    /// <summary>Adds a fault when a rule is broken.</summary>
    /// <param name="broken">Whether it is.</param>
    /// <param name="name">The name that is wrong.</param>
    /// <param name="rule">What is wrong, after the name.</param>
    public void When(bool broken, string name, string rule)
    {
        if (broken)
        {
            _faults.Add($"{_place}.{name} {rule}");
        }
    }

    /// <summary>A text that shows something.</summary>
    public string Text(string name) =>
        Needed(name, "a text", element => element.ValueKind == JsonValueKind.String && !VisibleText.IsBlank(element.GetString()!)
            ? element.GetString()
            : null) ?? "";

    /// <summary>A list of one text or more, each of which shows something.</summary>
    public IReadOnlyList<string> Texts(string name) => Needed(name, "a list of texts", element =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0
        && element.EnumerateArray().All(each => !VisibleText.IsBlank(TextOf(each)))
            ? element.EnumerateArray().Select(TextOf).ToList()
            : null) ?? [];

    /// <summary>A whole number above zero.</summary>
    public int Number(string name) => Needed(name, "a whole number above 0", element =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number > 0 ? number : (int?)null) ?? 0;

    /// <summary>A number above 0 and below 1.</summary>
    public double Share(string name) => Needed(name, "a number above 0 and below 1", element =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var share) && share is > 0 and < 1
            ? share
            : (double?)null) ?? 0;

    /// <summary>True or false.</summary>
    public bool Flag(string name) => Needed(name, "true or false", element =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : (bool?)null) ?? false;

    /// <summary>A duration as 15m, 2h or 7d.</summary>
    public TimeSpan Duration(string name) => Needed(
        name, "a duration such as 15m, 2h or 7d", element => Durations.Parse(TextOf(element))) ?? TimeSpan.Zero;

    /// <summary>The same; null when the name is not there.</summary>
    public TimeSpan? OptionalDuration(string name) => _unread.ContainsKey(name) ? Duration(name) : null;

    /// <summary>A day as 2021-09-24.</summary>
    public DateOnly Day(string name) => Needed(name, "a day such as 2021-09-24", element =>
        DateOnly.TryParseExact(TextOf(element), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : (DateOnly?)null) ?? default;

    /// <summary>A time of day as 09:00.</summary>
    public TimeOnly TimeOfDay(string name) => Needed(name, "a time of day such as 09:00", element =>
        TimeOnly.TryParseExact(
            TextOf(element), ["HH:mm", "HH:mm:ss", "HH:mm:ss.fff"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : (TimeOnly?)null) ?? default;

    /// <summary>An instant with its offset, as 2026-03-02T00:00:00+08:00.</summary>
    public DateTimeOffset Instant(string name) => Needed(name, "an instant such as 2026-03-02T00:00:00+08:00", element =>
        element.ValueKind == JsonValueKind.String && element.TryGetDateTimeOffset(out var instant)
            ? instant
            : (DateTimeOffset?)null) ?? default;

    /// <summary>An object; null when it is not there.</summary>
    public T? Row<T>(string name, Func<JsonRow, T> make)
        where T : class =>
        Take(name) is { } element ? Whole(new JsonRow(element, $"{_place}.{name}", _faults), make) : null;

    /// <summary>A list of objects; empty when it is not there.</summary>
    public IReadOnlyList<T> Rows<T>(string name, Func<JsonRow, T> make) => Needed(name, "a list", element =>
        element.ValueKind == JsonValueKind.Array
            ? element.EnumerateArray().Select((each, i) => Whole(new JsonRow(each, $"{_place}.{name}[{i}]", _faults), make)).ToList()
            : null) ?? [];

    private static T Whole<T>(JsonRow row, Func<JsonRow, T> make)
    {
        var value = make(row);
        foreach (var name in row._unread.Keys)
        {
            row.When(true, name, "is no name that belongs here");
        }

        return value;
    }

    private T? Needed<T>(string name, string what, Func<JsonElement, T?> read)
    {
        if (Take(name) is not { } element)
        {
            return default;
        }

        var value = read(element);
        When(value is null, name, $"is {Shown(element)} where {what} is needed");
        return value;
    }

    private JsonElement? Take(string name)
    {
        var found = _unread.Remove(name, out var element);
        When(!found, name, "is missing");
        return found ? element : null;
    }

    private static string TextOf(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : "";

    private static string Shown(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => element.GetRawText(),
    };
}
