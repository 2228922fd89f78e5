using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Hotline.Chassis.Store;

/// <summary>
/// Asked before the driver chooses how to store a type: an enum is stored as its name, a record as its map says
/// (<see cref="Stored"/>), and any other type that neither .NET nor the driver brings is refused. Without this the driver
/// makes a map of its own, of every property that has a setter.
/// </summary>
internal sealed class StoredSerializers : IBsonSerializationProvider
{
    private static readonly string[] Known = ["System.", "MongoDB."];

    /// <exception cref="BsonSerializationException">The type has no map.</exception>
    public IBsonSerializer? GetSerializer(System.Type type)
    {
        var isKnown = Array.Exists(Known, known => (type.Namespace + '.').StartsWith(known, StringComparison.Ordinal));
        if (isKnown || Stored.ElementsOf(type) is not null)
        {
            return null;
        }

        return type.IsEnum
            ? (IBsonSerializer)Activator.CreateInstance(typeof(NamedEnumSerializer<>).MakeGenericType(type))!
            : throw new BsonSerializationException($"{type} has no map and is not stored; a map names its members (Stored.Map).");
    }
}
