namespace Hotline.Chassis.Reference;

/// <summary>
/// The values of the contracts as the files write them: DISTRICT_CENTER is DistrictCenter in code. UNSPECIFIED is no value.
/// </summary>
internal static class EnumNames
{
    /// <summary>False for an unknown name, for another case, for a number and for UNSPECIFIED.</summary>
    public static bool TryParse<T>(string name, out T value)
        where T : struct, Enum
    {
        foreach (var known in Enum.GetValues<T>())
        {
            if (Convert.ToInt32(known) != 0 && NameOf(known) == name)
            {
                value = known;
                return true;
            }
        }

        value = default;
        return false;
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, at) => at > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));
}
