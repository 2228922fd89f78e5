using System.Collections.Concurrent;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Hotline.Chassis.Messaging;

/// <summary>Canonical proto JSON; unknown fields of a newer version are ignored.</summary>
public static class ProtoJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));
    private static readonly ConcurrentDictionary<System.Type, MessageDescriptor> Descriptors = new();

    /// <summary>The canonical JSON of a message.</summary>
    public static string Format(IMessage message) => Formatter.Format(message);

    /// <summary>Reads a message.</summary>
    /// <exception cref="InvalidProtocolBufferException">The text is not JSON, or a known field holds another type.</exception>
    public static T Parse<T>(string json)
        where T : IMessage<T>, new() => Parser.Parse<T>(json);

    /// <summary>Reads a message of a type known at run time.</summary>
    /// <exception cref="InvalidProtocolBufferException">The text is not JSON, or a known field holds another type.</exception>
    public static IMessage Parse(string json, MessageDescriptor descriptor) => Parser.Parse(json, descriptor);

    /// <summary>The descriptor of a generated message type; the type must be one.</summary>
    public static MessageDescriptor DescriptorOf(System.Type type) => Descriptors.GetOrAdd(type, static t =>
        (MessageDescriptor)t.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!);
}
