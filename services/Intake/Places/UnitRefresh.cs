using Grpc.Core;
using Hotline.Routing.V1;

namespace Hotline.Intake.Places;

/// <summary>Brings Intake's copy of the directory up to date with Routing's, at start and every few minutes.</summary>
public sealed partial class UnitRefresh(
    UnitCopy copy,
    DirectoryService.DirectoryServiceClient directory,
    TimeProvider system,
    ILogger<UnitRefresh> logger) : BackgroundService
{
    private const int Page = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UntilFirst = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = UntilFirst;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var units = await ReadAsync(stoppingToken);
                copy.Now = new UnitTree(units);
                wait = Interval;
                Refreshed(units.Count);
            }
            catch (RpcException error)
            {
                NotRefreshed(error.StatusCode.ToString());
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                NotRefreshed(error.GetType().Name);
            }

            await Task.Delay(wait, system, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<KnownUnit>> ReadAsync(CancellationToken stopping)
    {
        var units = new List<KnownUnit>();
        var request = new ListUnitsRequest { PageSize = Page };
        do
        {
            var deadline = (system.GetUtcNow() + Patience).UtcDateTime;
            var page = await directory.ListUnitsAsync(request, deadline: deadline, cancellationToken: stopping);
            units.AddRange(page.Units.Select(unit => new KnownUnit(unit.UnitId, unit.ParentId, unit.Kind, unit.Name)));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return units;
    }

    [LoggerMessage(310, LogLevel.Information, "The directory has {Count} units")]
    private partial void Refreshed(int count);

    [LoggerMessage(311, LogLevel.Information, "The directory was not refreshed, the last copy stays: {Kind}")]
    private partial void NotRefreshed(string kind);
}
