using System.Collections;
using System.Reflection;

namespace Hotline.Testing;

/// <summary>
/// An instance with something in every property that can be set, down to the last record in it. No value comes twice and none
/// is what a property has by itself, so a property that is lost on some way shows. A new property is filled without being named.
/// </summary>
public sealed class Filled(bool withOptional)
{
    private const int DepthLimit = 12;
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly NullabilityInfoContext _nullability = new();
    private int _count;

    /// <summary>Everything is there, and with <paramref name="withOptional"/> also what may be null.</summary>
    /// <exception cref="NotSupportedException">A property has a type that no stored record has.</exception>
    public static object Of(System.Type type, bool withOptional = true) => new Filled(withOptional).Value(type, null, 0);

    private object Value(System.Type type, object? standard, int depth)
    {
        if (depth > DepthLimit)
        {
            throw new NotSupportedException($"{type} holds itself; nothing here ends that.");
        }

        _count++;
        return (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var text when text == typeof(string) => $"text {_count}",
            var truth when truth == typeof(bool) => standard is not true,
            var number when number == typeof(int) => _count,
            var number when number == typeof(long) => (long)_count,
            var number when number == typeof(double) => _count + 0.5,
            var instant when instant == typeof(DateTime) => Start.AddMilliseconds(_count),
            var span when span == typeof(TimeSpan) => TimeSpan.FromMilliseconds(_count),
            var bytes when bytes == typeof(byte[]) => BitConverter.GetBytes(_count),
            { IsEnum: true } word => Word(word, standard),
            var list when IsOf(list, typeof(IReadOnlyList<>)) => List(list.GetGenericArguments()[0], depth),
            var map when IsOf(map, typeof(IReadOnlyDictionary<,>)) => Map(map.GetGenericArguments(), depth),
            { IsAbstract: false } record when record.FullName!.StartsWith("Hotline.", StringComparison.Ordinal) => Record(record, depth),
            var other => throw new NotSupportedException($"No value is known for {other}; a record holds lists, maps, records and values."),
        };
    }

    private object Word(System.Type type, object? standard)
    {
        var words = type.GetEnumValues().Cast<object>().Where(word => !Equals(word, standard ?? Activator.CreateInstance(type))).ToList();
        return words[_count % words.Count];
    }

    private Array List(System.Type item, int depth)
    {
        var list = Array.CreateInstance(item, 2);
        list.SetValue(Value(item, null, depth + 1), 0);
        list.SetValue(Value(item, null, depth + 1), 1);
        return list;
    }

    private IDictionary Map(System.Type[] pair, int depth)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(pair))!;
        map.Add(Value(pair[0], null, depth + 1), Value(pair[1], null, depth + 1));
        map.Add(Value(pair[0], null, depth + 1), Value(pair[1], null, depth + 1));
        return map;
    }

    private object Record(System.Type type, int depth)
    {
        var constructor = type.GetConstructors().MinBy(constructor => constructor.GetParameters().Length)!;
        var record = constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && !IsParameter(constructor, property)))
        {
            var isLeftOut = IsLeftOut(_nullability.Create(property));
            property.SetValue(record, isLeftOut ? null : Value(property.PropertyType, property.GetValue(record), depth + 1));
        }

        return record;

        object? Argument(ParameterInfo parameter) =>
            IsLeftOut(_nullability.Create(parameter)) ? null : Value(parameter.ParameterType, null, depth + 1);
    }

    private static bool IsOf(System.Type type, System.Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private bool IsLeftOut(NullabilityInfo info) => !withOptional && info.ReadState == NullabilityState.Nullable;

    private static bool IsParameter(ConstructorInfo constructor, PropertyInfo property) =>
        constructor.GetParameters().Any(parameter => parameter.Name == property.Name);
}
