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

    public static string Format(IMessage message) => Formatter.Format(message);

    public static T Parse<T>(string json)
        where T : IMessage<T>, new() => Parser.Parse<T>(json);

    public static IMessage Parse(string json, MessageDescriptor descriptor) => Parser.Parse(json, descriptor);

    public static MessageDescriptor DescriptorOf(System.Type type) => Descriptors.GetOrAdd(type, static t =>
        (MessageDescriptor)t.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!);
}
