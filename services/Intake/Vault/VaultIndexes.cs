using Hotline.Chassis.Store;

namespace Hotline.Intake.Vault;

/// <summary>Creates the access log's index before the service serves.</summary>
public sealed class VaultIndexes(AccessLog log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => IndexSpec.EnsureAsync(log.Entries, AccessLog.Indexes, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
