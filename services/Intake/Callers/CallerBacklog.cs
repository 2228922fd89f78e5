using Hotline.Chassis.Operations;
using Hotline.Operations.V1;
using MongoDB.Driver;

namespace Hotline.Intake.Callers;

/// <summary>Tells how many callers are not under the mounted index keys yet: only when there are none, a previous key may go.</summary>
public sealed class CallerBacklog(CallerStore store, PhoneIndex index) : IBacklogProbe
{
    public async Task<Backlog?> LookAsync(CancellationToken cancel)
    {
        var waiting = await store.Callers.CountDocumentsAsync(
            CallerStore.NotUnder(index.Kids), new CountOptions { Limit = IBacklogProbe.CountLimit }, cancel);
        return waiting == 0 ? null : new Backlog { Kind = BacklogKind.CallerIndex, Count = waiting };
    }
}
