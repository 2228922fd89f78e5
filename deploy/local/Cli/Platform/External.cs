namespace Hotline.Cli.Platform;

/// <summary>A store or a broker that the user runs and names by environment; the command line tool then starts none of its own.</summary>
/// <param name="MongoDb">From HOTLINE_MONGODB; null starts a local store.</param>
/// <param name="RabbitMq">From HOTLINE_RABBITMQ; null starts a local broker.</param>
/// <param name="RabbitMqManagement">From HOTLINE_RABBITMQ_MANAGEMENT; null leaves virtual hosts and policies to the user.</param>
public sealed record External(string? MongoDb, string? RabbitMq, string? RabbitMqManagement)
{
    /// <summary>Nothing is given.</summary>
    public static External None { get; } = new(null, null, null);

    /// <summary>What the environment names; an empty variable names nothing.</summary>
    public static External FromEnvironment() =>
        new(Read("HOTLINE_MONGODB"), Read("HOTLINE_RABBITMQ"), Read("HOTLINE_RABBITMQ_MANAGEMENT"));

    /// <summary>Whether store and broker are both given.</summary>
    public bool IsWhole => MongoDb is not null && RabbitMq is not null;

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
