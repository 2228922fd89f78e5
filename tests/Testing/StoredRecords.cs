using System.Collections;
using System.Reflection;
using Hotline.Chassis.Store;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Hotline.Testing;

/// <summary>
/// The records that an assembly stores, and whether each comes back from its document as it was. A store's maps are found
/// by their name, <c>MapStored</c>, so a new store is checked without being listed.
/// </summary>
public static class StoredRecords
{
    private const string Unmapped = " is stored without being mapped";

    /// <summary>Every mapped record of an assembly, by name.</summary>
    public static IReadOnlyList<System.Type> Of(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
        {
            type.GetMethod("MapStored", BindingFlags.Public | BindingFlags.Static, [])?.Invoke(null, null);
        }

        return [.. Stored.Types.Where(type => type.Assembly == assembly).OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }

    /// <summary>Everything that differs after a filled record was written and read again.</summary>
    /// <exception cref="BsonSerializationException">A record within it has no map.</exception>
    public static IReadOnlyList<string> Lost(System.Type type) => [.. Lost(type, withOptional: true), .. Lost(type, withOptional: false)];

    private static IEnumerable<string> Lost(System.Type type, bool withOptional)
    {
        var record = Filled.Of(type, withOptional);
        var document = record.ToBsonDocument(type);
        var back = BsonSerializer.Deserialize(BsonSerializer.Deserialize<BsonDocument>(document.ToBson()), type);
        var unnamed = Unnamed(type, document, type.Name);
        return Values(record, type.Name).Except(Values(back, type.Name))
            .Concat(withOptional ? unnamed : unnamed.Where(difference => difference.EndsWith(Unmapped, StringComparison.Ordinal)));
    }

    /// <summary>Elements that stand in a document without being in its record's map, or are in the map and not here.</summary>
    private static IEnumerable<string> Unnamed(System.Type type, BsonValue stored, string path)
    {
        if (Stored.ElementsOf(type) is { } elements)
        {
            var document = stored.AsBsonDocument;
            return elements.Except(document.Names).Select(name => $"{path}.{name} is not stored")
                .Concat(document.Names.Except(elements).Select(name => $"{path}.{name}{Unmapped}"))
                .Concat(Properties(type).SelectMany(property => document.TryGetValue(ElementOf(type, property), out var value)
                    ? Unnamed(property.PropertyType, value, $"{path}.{property.Name}")
                    : []));
        }

        return stored is BsonArray list && type.IsGenericType
            ? list.SelectMany((item, i) => Unnamed(type.GetGenericArguments()[0], item, $"{path}[{i}]"))
            : [];
    }

    /// <summary>Every value in a record with the way to it.</summary>
    private static IEnumerable<string> Values(object? value, string path) => value switch
    {
        null => [$"{path} is null"],
        byte[] bytes => [$"{path} is {Convert.ToHexString(bytes)}"],
        DateTime instant => [$"{path} is {instant:O}"],
        string or ValueType => [$"{path} is {value}"],
        IDictionary map => map.Keys.Cast<object>().SelectMany(key => Values(map[key], $"{path}[{key}]")),
        IEnumerable list => list.Cast<object>().SelectMany((item, i) => Values(item, $"{path}[{i}]")),
        _ => Properties(value.GetType()).SelectMany(property => Values(property.GetValue(value), $"{path}.{property.Name}")),
    };

    private static IEnumerable<PropertyInfo> Properties(System.Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static string ElementOf(System.Type type, PropertyInfo property) =>
        BsonClassMap.LookupClassMap(type).GetMemberMap(property.Name)?.ElementName ?? property.Name;
}
