using Hotline.Type.V1;

namespace Hotline.Chassis.Reference;

/// <summary>One row, by column name; empty text when the cell is empty.</summary>
public sealed record CsvRow(string File, int Line, IReadOnlyDictionary<string, string> Fields)
{
    public string this[string column] => Fields[column];

    /// <summary>The cell's parts between semicolons.</summary>
    public IReadOnlyList<string> List(string column) =>
        this[column].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A cell that may not be empty.</summary>
    /// <exception cref="InvalidDataException">It is.</exception>
    public string Needed(string column) => this[column] is { Length: > 0 } text ? text : throw Wrong($"{column} is empty");

    /// <summary>A value of the contracts under its name there, without the prefix.</summary>
    /// <exception cref="InvalidDataException">The cell holds none of them.</exception>
    public T Value<T>(string column)
        where T : struct, Enum => WireName.TryParse<T>(this[column], out var value)
            ? value
            : throw Wrong($"{column} is \"{this[column]}\", which is none of the known values");

    public bool YesNo(string column) => this[column] switch
    {
        "yes" => true,
        "no" => false,
        var other => throw Wrong($"{column} is \"{other}\" where yes or no is needed"),
    };

    public InvalidDataException Wrong(string what) => new($"{File} line {Line}: {what}.");
}
