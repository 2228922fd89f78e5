namespace Hotline.Cli.Platform;

/// <summary>A store or a broker that the user runs and names by environment; the command line tool then starts none of its own.</summary>
public sealed record External(string? MongoDb, string? RabbitMq, string? RabbitMqManagement)
{
    public static External None { get; } = new(null, null, null);

    public static External FromEnvironment() =>
        new(Read("HOTLINE_MONGODB"), Read("HOTLINE_RABBITMQ"), Read("HOTLINE_RABBITMQ_MANAGEMENT"));

    public bool IsWhole => MongoDb is not null && RabbitMq is not null;

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
