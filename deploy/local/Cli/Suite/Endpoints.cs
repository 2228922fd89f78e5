namespace Hotline.Cli.Suite;

/// <summary>Where a set of services is and how to enter it: for load drivers and other programs beside it.</summary>
public sealed record Endpoints(
    IReadOnlyDictionary<string, ServiceEndpoint> Services,
    string MongoDb,
    string DatabasePrefix,
    string RabbitMq,
    IReadOnlyDictionary<string, string> Tokens,
    IReadOnlyDictionary<string, int> Processes);

/// <summary>Where a service listens.</summary>
/// <param name="Public">The domain.</param>
/// <param name="Internal">Health, operations, the simulated clock.</param>
public sealed record ServiceEndpoint(Uri Public, Uri Internal);
