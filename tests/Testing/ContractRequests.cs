using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Errors;
using Enum = System.Enum;

namespace Hotline.Testing;

/// <summary>The requests of the contract, found and filled by their descriptors: a new method or field is covered by itself.</summary>
public static class ContractRequests
{
    /// <summary>The ways to the repeated fields of a message, its own and those of the messages in it.</summary>
    public static IReadOnlyList<IReadOnlyList<FieldDescriptor>> RepeatedOf(MessageDescriptor message) => [.. RepeatedOf(message, [])];

    /// <summary>A way as a violation names it, with the index of the first element where it leads through a list.</summary>
    public static string NameOf(IReadOnlyList<FieldDescriptor> way) =>
        string.Join('.', way.Select((field, i) => field.IsRepeated && i + 1 < way.Count ? field.Name + "[0]" : field.Name));

    /// <summary>A request that holds nothing but elements that no validator knows, at the end of a way.</summary>
    public static IMessage With(MessageDescriptor request, IReadOnlyList<FieldDescriptor> way, int elements)
    {
        var message = New(request);
        var at = message;
        foreach (var field in way.Take(way.Count - 1))
        {
            var inner = New(field.MessageType);
            Put(at, field, inner);
            at = inner;
        }

        for (var i = 0; i < elements; i++)
        {
            Put(at, way[^1], Value(way[^1], i, depth: 0));
        }

        return message;
    }

    /// <summary>A request that breaks every rule it can: each list is full and holds what nothing knows.</summary>
    public static IMessage Hostile(MessageDescriptor request) => Hostile(request, depth: 0);

    private static IEnumerable<IReadOnlyList<FieldDescriptor>> RepeatedOf(MessageDescriptor message, FieldDescriptor[] before)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            FieldDescriptor[] way = [.. before, field];
            if (field.IsRepeated)
            {
                yield return way;
            }

            if (field is { FieldType: FieldType.Message, IsMap: false } && !before.Any(passed => passed.MessageType == field.MessageType))
            {
                foreach (var inner in RepeatedOf(field.MessageType, way))
                {
                    yield return inner;
                }
            }
        }
    }

    private static IMessage Hostile(MessageDescriptor descriptor, int depth)
    {
        var message = New(descriptor);
        foreach (var field in descriptor.Fields.InDeclarationOrder())
        {
            for (var i = 0; i < (field.IsRepeated ? RequestLimits.MostOf(field) : 1); i++)
            {
                Put(message, field, Value(field, i, depth));
            }
        }

        return message;
    }

    private static object Value(FieldDescriptor field, int i, int depth) => field.FieldType switch
    {
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, 1_000 + i),
        FieldType.String => new string('\u0001', 200) + i,
        FieldType.Bool => true,
        FieldType.Int32 => int.MinValue,
        FieldType.Int64 => long.MinValue,
        FieldType.Double => double.NaN,
        FieldType.Message when field.MessageType == Timestamp.Descriptor => new Timestamp { Seconds = long.MaxValue, Nanos = -1 },
        FieldType.Message => depth > 8 ? New(field.MessageType) : Hostile(field.MessageType, depth + 1),
        var other => throw new NotSupportedException($"No value is known for {other}, the type of {field.FullName}."),
    };

    private static void Put(IMessage message, FieldDescriptor field, object value)
    {
        if (field.IsRepeated)
        {
            ((IList)field.Accessor.GetValue(message)).Add(value);
        }
        else
        {
            field.Accessor.SetValue(message, value);
        }
    }

    private static IMessage New(MessageDescriptor descriptor) => (IMessage)Activator.CreateInstance(descriptor.ClrType)!;
}
