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
            : (IBsonSerializer)typeof(ListSerializers).GetMethod(maker, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, null)!;
    }

    private static ImpliedImplementationInterfaceSerializer<IReadOnlyList<T>, T[]> OfList<T>() => new(new ArraySerializer<T>());

    private static ImpliedImplementationInterfaceSerializer<IReadOnlyDictionary<TKey, TValue>, Dictionary<TKey, TValue>> OfMap<TKey, TValue>()
        where TKey : notnull => new(new DictionaryInterfaceImplementerSerializer<Dictionary<TKey, TValue>, TKey, TValue>());
}
