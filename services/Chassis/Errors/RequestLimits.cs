using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Hotline.Type.V1;

namespace Hotline.Chassis.Errors;

/// <summary>
/// Counts the elements of every repeated field of a request against the contract's max_items, before anything looks at an
/// element: what a request can cost to refuse does not depend on what it holds.
/// </summary>
public static class RequestLimits
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor[]> Looked = new();

    /// <summary>Adds one violation for every field that holds too many elements.</summary>
    public static void Check(IMessage request, Violations violations) => Check(request, "", violations);

    /// <summary>The most elements that a field takes; zero when the contract names none.</summary>
    public static int MostOf(FieldDescriptor field) => field.GetOptions()?.GetExtension(LimitsExtensions.MaxItems) ?? 0;

    private static void Check(IMessage message, string path, Violations violations)
    {
        foreach (var field in Looked.GetOrAdd(message.Descriptor, ToLookAt))
        {
            var value = field.Accessor.GetValue(message);
            if (field.IsRepeated)
            {
                CheckItems(field, (ICollection)value, path + field.Name, violations);
            }
            else if (value is IMessage inner)
            {
                Check(inner, $"{path}{field.Name}.", violations);
            }
        }
    }

    private static void CheckItems(FieldDescriptor field, ICollection items, string path, Violations violations)
    {
        var most = MostOf(field);
        if (items.Count > most)
        {
            violations.Add(path, string.Create(CultureInfo.InvariantCulture, $"must have at most {most} elements, has {items.Count}"));
            return;
        }

        foreach (var (i, inner) in items.OfType<IMessage>().Index())
        {
            Check(inner, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]."), violations);
        }
    }

    private static FieldDescriptor[] ToLookAt(MessageDescriptor message) =>
        [.. message.Fields.InDeclarationOrder().Where(field => field.IsRepeated || field.FieldType == FieldType.Message)];
}
