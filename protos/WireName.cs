namespace Hotline.Type.V1;

/// <summary>An enum's value as clients and files write it: its name in the contract without the enum's own name before it.</summary>
public static class WireName
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.Known[value];

    /// <summary>The scope as the claim writes it: TICKETS_READ is "tickets.read".</summary>
    public static string Claim(this TokenScope scope) => Of(scope).ToLowerInvariant().Replace('_', '.');

    /// <summary>False for an unknown name, for another case, for a number and for UNSPECIFIED, which is no value.</summary>
    public static bool TryParse<TEnum>(string name, out TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.Values.TryGetValue(name, out value);

    /// <summary>The value of a name that must be one.</summary>
    /// <exception cref="FormatException">It is none, as <see cref="TryParse{TEnum}"/> says.</exception>
    public static TEnum Parse<TEnum>(string name)
        where TEnum : struct, Enum => TryParse<TEnum>(name, out var value)
            ? value
            : throw new FormatException($"'{name}' is no name of a {typeof(TEnum).Name}.");

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        private static readonly int Prefix = ProtoNames.Of(default(TEnum)).Length - "UNSPECIFIED".Length;

        public static readonly IReadOnlyDictionary<TEnum, string> Known =
            Enum.GetValues<TEnum>().ToDictionary(value => value, value => ProtoNames.Of(value)[Prefix..]);

        public static readonly IReadOnlyDictionary<string, TEnum> Values =
            Known.Where(pair => !pair.Key.Equals(default(TEnum))).ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
