namespace Hotline.Chassis.Store;

/// <summary>FNV-1a, because string.GetHashCode differs from process to process.</summary>
public static class StableHash
{
    /// <summary>The same number for the same text in every process and version. Not for secrets.</summary>
    public static uint Of(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash;
    }
}
