using System.Text;

namespace Hotline.Chassis.Reference;

/// <summary>
/// A file that a clerk keeps in a spreadsheet: UTF-8 (with or without a byte order mark), one header row, RFC 4180 quotes.
/// Whatever is wrong is said with file and line, because the reader of the message is the one who edited it.
/// </summary>
public sealed class CsvTable
{
    private CsvTable(IReadOnlyList<CsvRow> rows) => Rows = rows;

    /// <summary>The rows below the header; lines without any text are left out.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="columns">The columns it must have; it may have more, in any order.</param>
    /// <exception cref="InvalidDataException">The file is not UTF-8 or breaks the format; the message names file and line.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static CsvTable Read(string path, params ReadOnlySpan<string> columns)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"{path}: not UTF-8; save it as \"CSV UTF-8\".", exception);
        }

        return Parse(text, Path.GetFileName(path), columns);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">Its content, without a byte order mark.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="columns">The columns it must have.</param>
    /// <exception cref="InvalidDataException">
    /// The text breaks the format, or a column is missing; the message names file and line.
    /// </exception>
    public static CsvTable Parse(string text, string name, params ReadOnlySpan<string> columns)
    {
        var records = Records(text, name);
        if (records.Count == 0)
        {
            throw new InvalidDataException($"{name}: empty, a header row is needed.");
        }

        var header = records[0].Fields;
        if (header.Distinct().Count() != header.Count)
        {
            throw new InvalidDataException($"{name}: a column stands twice in the header.");
        }

        foreach (var column in columns)
        {
            if (!header.Contains(column))
            {
                throw new InvalidDataException($"{name}: the column {column} is missing.");
            }
        }

        var rows = new List<CsvRow>(records.Count - 1);
        foreach (var (line, fields) in records.Skip(1))
        {
            if (fields.Count != header.Count)
            {
                throw new InvalidDataException($"{name} line {line}: {fields.Count} fields where the header has {header.Count}.");
            }

            rows.Add(new CsvRow(name, line, header.Zip(fields).ToDictionary(p => p.First, p => p.Second.Trim())));
        }

        return new CsvTable(rows);
    }

    private static List<(int Line, List<string> Fields)> Records(string text, string name)
    {
        var records = new List<(int, List<string>)>();
        var (fields, field, quoted, line, start) = (new List<string>(), new StringBuilder(), false, 1, 1);
        void EndRecord()
        {
            fields.Add(field.ToString());
            field.Clear();
            if (fields.Any(f => f.Length > 0))
            {
                records.Add((start, fields));
            }

            fields = [];
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            line += c == '\n' ? 1 : 0;
            switch (c)
            {
                case '"' when quoted && i + 1 < text.Length && text[i + 1] == '"':
                    field.Append('"');
                    i++;
                    break;
                case '"' when quoted || field.Length == 0:
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    fields.Add(field.ToString());
                    field.Clear();
                    break;
                case '\n' when !quoted:
                    EndRecord();
                    start = line;
                    break;
                case '\r' when !quoted:
                    break;
                default:
                    field.Append(c);
                    break;
            }
        }

        if (quoted)
        {
            throw new InvalidDataException($"{name} line {start}: a quote is not closed.");
        }

        EndRecord();
        return records;
    }
}
