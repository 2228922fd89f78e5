using System.Collections.Concurrent;
using System.Reflection;
using Google.Protobuf.Reflection;

namespace Hotline.Type.V1;

/// <summary>An enum's value as the contract writes it, for instance TICKET_STATE_CLOSED.</summary>
public static class ProtoNames
{
    private static readonly ConcurrentDictionary<Enum, string> Names = new();

    public static string Of(Enum value) => Names.GetOrAdd(value, static v =>
        v.GetType().GetField(v.ToString())?.GetCustomAttribute<OriginalNameAttribute>()?.Name ?? v.ToString());
}
