using System.Collections.Frozen;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace Hotline.Chassis.Store;

/// <summary>
/// Stores an enum as the name of its value, and reads whole exact names only. The driver's own serializer also reads numbers, other
/// case and several names with commas between, whose values it ORs into one that no caller chose.
/// </summary>
internal sealed class NamedEnumSerializer<TEnum> : StructSerializerBase<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<string, TEnum> Values = Enum.GetNames<TEnum>()
        .Zip(Enum.GetValues<TEnum>())
        .ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    /// <exception cref="FormatException">What is stored is no name of a value.</exception>
    public override TEnum Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        var type = context.Reader.GetCurrentBsonType();
        if (type != BsonType.String)
        {
            throw new FormatException($"A {typeof(TEnum).Name} is stored as {type}, not as its name.");
        }

        var name = context.Reader.ReadString();
        return Values.TryGetValue(name, out var value)
            ? value
            : throw new FormatException($"'{name}' is no name of a {typeof(TEnum).Name}.");
    }

    /// <exception cref="BsonSerializationException">The value has no name.</exception>
    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, TEnum value) =>
        context.Writer.WriteString(Enum.GetName(value)
            ?? throw new BsonSerializationException($"{value} is no value of {typeof(TEnum).Name} and is not stored."));
}
