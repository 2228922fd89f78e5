using Hotline.Chassis.Configuration;
using Hotline.Chassis.Time;
using Hotline.Routing.Catalogue.Rules;
using Microsoft.Extensions.Options;

namespace Hotline.Routing.Catalogue;

/// <summary>The editions in memory, read before anything else starts: every decision asks the one in force at its instant.</summary>
public sealed partial class ReferenceCache(
    ReferenceStore store, IOptions<HotlineOptions> options, BusinessClock clock, ILogger<ReferenceCache> logger) : IHostedLifecycleService
{
    private EditionsInForce? _editions;

    /// <summary>The edition in force now.</summary>
    public Reference Current =>
        (_editions ?? throw new InvalidOperationException("The editions are asked before they were read.")).At(clock.UtcNow);

    /// <summary>Records the edition of the files before the service listens.</summary>
    /// <exception cref="InvalidDataException">
    /// The files are not consistent, or differ from the edition that was stored under their number.
    /// </exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var files = ReferenceFiles.Read(options.Value.Data);
        // Checked before it is stored: an inconsistent edition must never become history.
        _ = new Reference(files);
        var editions = await store.RecordAsync(files, clock.UtcNow, cancellationToken);
        _editions = new EditionsInForce([.. editions.Select(e => new Reference(e))]);
        InForce(Current.Version, editions.Count);
        if (editions[0].Edition > files.Edition)
        {
            FilesAreOlder(files.Edition, editions[0].Edition);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(400, LogLevel.Information, "Directory and catalogue {Version} are in force, {Count} editions are known")]
    private partial void InForce(string version, int count);

    [LoggerMessage(401, LogLevel.Warning, "The files hold edition {Files}, the store holds edition {Stored}, which is used")]
    private partial void FilesAreOlder(int files, int stored);
}
