using Hotline.Chassis.Store;
using Microsoft.Extensions.Hosting;

namespace Hotline.Chassis.Facts;

/// <summary>Creates the declared indexes before the service serves; safe to run twice and by several replicas.</summary>
public sealed class FactIndexes<TState>(FactStore<TState> store) : IHostedService
    where TState : class
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await IndexSpec.EnsureAsync(store.Collection, store.Options.AllIndexes, cancellationToken);
        await IndexSpec.EnsureAsync(store.Facts, store.Options.FactIndexes, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
