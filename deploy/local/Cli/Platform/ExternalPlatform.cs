namespace Hotline.Cli.Platform;

/// <summary>Both the store and the broker are given: there is nothing to start, stop or kill.</summary>
public sealed class ExternalPlatform(Instance instance, External external) : IPlatform
{
    public Instance Instance => instance;

    public IReadOnlyList<string> Parts => [];

    public Task<PlatformAddress> StartAsync(IReadOnlyCollection<string> parts, CancellationToken cancel)
    {
        var address = new PlatformAddress("external", external.MongoDb!, external.RabbitMq!, external.RabbitMqManagement);
        address.Save(Instance);
        return Task.FromResult(address);
    }

    public Task StopAsync(IReadOnlyCollection<string> parts, CancellationToken cancel) => Task.CompletedTask;

    public Task KillAsync(IReadOnlyCollection<string> parts, CancellationToken cancel) => Task.CompletedTask;

    public Task<IReadOnlyList<PartStatus>> StatusAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<PartStatus>>([]);
}
