using System.Reflection;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace Hotline.Chassis.Store;

/// <summary>
/// Reads the lists and maps of a record into arrays and dictionaries. The driver's own choice for these interfaces
/// makes read-only wrappers by reflection, one call to a constructor for each list it reads.
/// </summary>
internal sealed class ListSerializers : IBsonSerializationProvider
{
    public IBsonSerializer? GetSerializer(System.Type type)
    {
        if (!type.IsGenericType)
        {
            return null;
        }

        var maker = type.GetGenericTypeDefinition() switch
        {
            var definition when definition == typeof(IReadOnlyList<>) => nameof(OfList),
            var definition when definition == typeof(IReadOnlyDictionary<,>) => nameof(OfMap),
            _ => null,
        };
        return maker is null
            ? null
            : (IBsonSerializer)typeof(ListSerializers)
                .GetMethod(maker, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments())
                .Invoke(null, null)!;
    }

    private static ListAsArray<T> OfList<T>() => new();

    private static ImpliedImplementationInterfaceSerializer<IReadOnlyDictionary<TKey, TValue>, Dictionary<TKey, TValue>>
        OfMap<TKey, TValue>()
        where TKey : notnull =>
        new(new DictionaryInterfaceImplementerSerializer<Dictionary<TKey, TValue>, TKey, TValue>());

    /// <summary>A list that is no array, as the compiler makes them of [a, b], is written as the array of its items.</summary>
    private sealed class ListAsArray<T> : SerializerBase<IReadOnlyList<T>>
    {
        private readonly ArraySerializer<T> _array = new();

        public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, IReadOnlyList<T> value) =>
            _array.Serialize(context, value as T[] ?? value?.ToArray());

        public override IReadOnlyList<T> Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) =>
            _array.Deserialize(context);
    }
}
