using System.Collections.Concurrent;
using System.Reflection;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;

namespace Hotline.Chassis.Store;

/// <summary>
/// What a record stores: exactly the members that its map names. A record without a map is refused
/// (<see cref="StoredSerializers"/>), so that nothing is stored because it happens to have a setter.
/// </summary>
public static class Stored
{
    private static readonly Lock Gate = new();
    private static readonly ConcurrentDictionary<System.Type, IReadOnlyList<string>> Elements = new();
    private static readonly CamelCaseElementNameConvention CamelCase = new();
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Every record that has a map in this process so far.</summary>
    public static IReadOnlyCollection<System.Type> Types => [.. Elements.Keys];

    /// <summary>The elements of a record's document, <c>_id</c> among them; null when the record has no map.</summary>
    public static IReadOnlyList<string>? ElementsOf(System.Type type) => Elements.GetValueOrDefault(type);

    /// <summary>
    /// Stores these members and no others, as elements in camel case and in this order; what is null is left out. Elements
    /// that the map does not name are ignored when read, so that two versions can run side by side. Safe to call again.
    /// </summary>
    /// <param name="members">Names of properties that can be set, by <c>init</c> or by the only constructor.</param>
    /// <exception cref="ArgumentException">A member does not exist or cannot be set.</exception>
    /// <exception cref="NotSupportedException">The record inherits from another.</exception>
    /// <exception cref="InvalidOperationException">The record is mapped already, to other elements.</exception>
    public static void Map<T>(params IReadOnlyList<string> members) => Register<T>(null, members);

    /// <summary>As <see cref="Map{T}"/>, with one more member that is stored as <c>_id</c>.</summary>
    /// <inheritdoc cref="Map{T}" path="/exception"/>
    public static void MapById<T>(string id, params IReadOnlyList<string> members) => Register<T>(id, members);

    private static void Register<T>(string? id, IReadOnlyList<string> members)
    {
        MongoSetup.RegisterSerializers();
        lock (Gate)
        {
            var map = MapOf<T>(id, members);
            string[] elements = [.. map.DeclaredMemberMaps.Select(member => member.ElementName)];
            if (!Elements.TryGetValue(typeof(T), out var before))
            {
                BsonClassMap.RegisterClassMap(map);
                Elements[typeof(T)] = elements;
            }
            else if (!before.SequenceEqual(elements))
            {
                throw new InvalidOperationException(
                    $"{typeof(T)} is mapped twice: to {string.Join(", ", before)} and to {string.Join(", ", elements)}.");
            }
        }
    }

    private static BsonClassMap<T> MapOf<T>(string? id, IReadOnlyList<string> members)
    {
        if (typeof(T).BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            throw new NotSupportedException($"{typeof(T)} inherits from {parent}; a stored record stands alone.");
        }

        var map = new BsonClassMap<T>();
        map.SetIgnoreExtraElements(true);
        if (id is not null)
        {
            map.MapIdMember(PropertyOf<T>(id)).SetElementName("_id");
        }

        foreach (var member in members)
        {
            CamelCase.Apply(Add(map, PropertyOf<T>(member)));
        }

        // A positional record is made by its constructor, any other by its setters.
        if (typeof(T).GetConstructors() is [{ } only] && only.GetParameters() is { Length: > 0 } parameters)
        {
            map.MapConstructor(only, [.. parameters.Select(parameter => parameter.Name!)]);
        }

        return map;
    }

    private static BsonMemberMap Add(BsonClassMap map, PropertyInfo property)
    {
        var mayBeNull = !property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null;
        var member = map.MapMember(property).SetIgnoreIfNull(mayBeNull);
        // What is left out for being null must be found again by a constructor.
        return Nullability.Create(property).ReadState == NullabilityState.Nullable ? member.SetDefaultValue((object?)null) : member;
    }

    private static PropertyInfo PropertyOf<T>(string member) => typeof(T).GetProperty(member) is { CanWrite: true } property
        ? property
        : throw new ArgumentException($"{typeof(T)} has no property {member} that can be set.", nameof(member));
}
