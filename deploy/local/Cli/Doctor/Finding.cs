namespace Hotline.Cli.Doctor;

/// <summary>How a link is.</summary>
public enum Health
{
    Fine,
    Odd,
    Broken,
}

/// <summary>What one look found: of a link that is not fine, also why and what to do.</summary>
public sealed record Finding(Health Health, string Link, string What, string? Why = null, string? Do = null)
{
    /// <summary>It holds.</summary>
    public static Finding Fine(string link, string what) => new(Health.Fine, link, what);

    /// <summary>It holds, and a person should look at it.</summary>
    public static Finding Odd(string link, string what, string why, string remedy) => new(Health.Odd, link, what, why, remedy);

    /// <summary>It does not hold; doctor then ends with exit code 1.</summary>
    public static Finding Broken(string link, string what, string why, string remedy) => new(Health.Broken, link, what, why, remedy);

    /// <summary>As a person reads it: what, why and what to do.</summary>
    public string Text
    {
        get
        {
            var mark = Health switch { Health.Fine => '✓', Health.Odd => '!', _ => '✗' };
            var text = $"  {mark} {Columns.Pad(Link, 24)} {What}";
            return Health == Health.Fine ? text : $"{text}\n      why: {Why}\n      do:  {Do}";
        }
    }
}
