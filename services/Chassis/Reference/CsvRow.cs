using Hotline.Type.V1;

namespace Hotline.Chassis.Reference;

/// <summary>One row, by column name; empty text when the cell is empty.</summary>
/// <param name="File">Name of the file, for messages.</param>
/// <param name="Line">Line of the file on which the row begins, from 1.</param>
/// <param name="Fields">The trimmed cells by column name.</param>
public sealed record CsvRow(string File, int Line, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The cell of a column; empty when nothing stands there.</summary>
    /// <exception cref="KeyNotFoundException">The file has no such column.</exception>
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

    /// <summary>A cell that holds yes or no.</summary>
    /// <exception cref="InvalidDataException">It holds something else, or nothing.</exception>
    public bool YesNo(string column) => this[column] switch
    {
        "yes" => true,
        "no" => false,
        var other => throw Wrong($"{column} is \"{other}\" where yes or no is needed"),
    };

    /// <summary>An error that names file and line; to be thrown by the caller.</summary>
    public InvalidDataException Wrong(string what) => new($"{File} line {Line}: {what}.");
}
