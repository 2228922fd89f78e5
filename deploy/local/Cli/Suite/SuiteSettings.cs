namespace Hotline.Cli.Suite;

/// <summary>One private set of the three services: its own databases, virtual host, ports and logs.</summary>
public sealed record SuiteSettings(string Name, string DatabasePrefix, string VirtualHost)
{
    /// <summary>The set that <c>up</c> starts.</summary>
    public static SuiteSettings Live { get; } = new("live", "hotline_", "hotline");

    /// <summary>Beside the set that <c>up</c> starts, for a while.</summary>
    public bool IsPrivate => Name != Live.Name;

    /// <summary>Where the business clock starts; null runs on the machine's clock and maps no ClockService.</summary>
    public DateTimeOffset? SimulationStart { get; init; }

    /// <summary>How many processes of each service share its database and its queues, 1 unless set.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>More configuration for all three, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();

    public string DatabaseOf(ServiceKind kind) => DatabasePrefix + kind.Name;

    /// <summary>A set beside the live one, never touching what it owns.</summary>
    public static SuiteSettings Private(string name) => new(name, $"hotline_{name}_", $"hotline-{name}");
}
