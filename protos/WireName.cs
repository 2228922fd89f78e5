using System.Reflection;
using Google.Protobuf.Reflection;

namespace Hotline.Type.V1;

/// <summary>An enum's value as clients write it: its name in the contract without the enum's own name before it.</summary>
public static class WireName
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.Known[value];

    /// <summary>The scope as the claim writes it: TICKETS_READ is "tickets.read".</summary>
    public static string Claim(this TokenScope scope) => Of(scope).ToLowerInvariant().Replace('_', '.');

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly IReadOnlyDictionary<TEnum, string> Known = Read();

        private static IReadOnlyDictionary<TEnum, string> Read()
        {
            var names = Enum.GetValues<TEnum>().ToDictionary(
                value => value, value => typeof(TEnum).GetField(value.ToString())!.GetCustomAttribute<OriginalNameAttribute>()!.Name);
            var prefix = names[default].Length - "UNSPECIFIED".Length;
            return names.ToDictionary(pair => pair.Key, pair => pair.Value[prefix..]);
        }
    }
}
