using Hotline.Chassis.Time;
using Hotline.Routing.V1;

namespace Hotline.Intake.Places;

/// <summary>
/// Brings Intake's copy of the directory up to date with Routing's, at start and every five minutes. While Routing does not answer,
/// the last copy stays.
/// </summary>
public sealed partial class UnitRefresh(
    UnitDirectoryCache copy,
    DirectoryService.DirectoryServiceClient directory,
    TimeProvider system,
    ILogger<UnitRefresh> logger) : PollingWorker(TimeSpan.FromMinutes(5), system, logger)
{
    private const int Page = 1_000;
    private static readonly TimeSpan PageTimeout = TimeSpan.FromSeconds(10);

    protected override async Task<bool> PassAsync(CancellationToken cancel)
    {
        var units = await ReadAsync(cancel);
        copy.Now = new UnitTree(units);
        Refreshed(units.Count);
        return false;
    }

    private async Task<List<KnownUnit>> ReadAsync(CancellationToken stopping)
    {
        var units = new List<KnownUnit>();
        var request = new ListUnitsRequest { PageSize = Page };
        do
        {
            var deadline = (SystemTime.GetUtcNow() + PageTimeout).UtcDateTime;
            var page = await directory.ListUnitsAsync(request, deadline: deadline, cancellationToken: stopping);
            units.AddRange(page.Units.Select(unit => new KnownUnit(unit.UnitId, unit.ParentId, unit.Kind, unit.Name)));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return units;
    }

    [LoggerMessage(310, LogLevel.Information, "The directory has {Count} units")]
    private partial void Refreshed(int count);
}
