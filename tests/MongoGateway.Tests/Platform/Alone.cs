namespace Hotline.MongoGateway.Tests.Platform;

/// <summary>Tests that count what the whole gateway holds run when no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
