using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Hotline.MongoGateway.Wire;

/// <summary>A small read-only table keyed by names as they stand in BSON, so that looking one up needs no string.</summary>
public sealed class Utf8Table<T>
{
    private readonly (byte[] Name, T Value)[][] _byLength;

    public Utf8Table(IEnumerable<KeyValuePair<string, T>> entries)
    {
        var rows = entries.Select(e => (Name: Encoding.UTF8.GetBytes(e.Key), e.Value)).ToList();
        _byLength = [.. Enumerable.Range(0, rows.Max(r => r.Name.Length) + 1).Select(n => rows.Where(r => r.Name.Length == n).ToArray())];
    }

    public bool TryGet(ReadOnlySpan<byte> name, [MaybeNullWhen(false)] out T value)
    {
        if (name.Length < _byLength.Length)
        {
            foreach (var row in _byLength[name.Length])
            {
                if (name.SequenceEqual(row.Name))
                {
                    value = row.Value;
                    return true;
                }
            }
        }

        value = default;
        return false;
    }
}
