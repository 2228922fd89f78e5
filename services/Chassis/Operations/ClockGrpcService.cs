using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Time;
using Hotline.Operations.V1;
using MongoDB.Driver;

namespace Hotline.Chassis.Operations;

/// <summary>Moves the simulated clock and waits until the service has done what became due.</summary>
public sealed class ClockGrpcService(
    SimulatedClock clock, AggregateCollection aggregate, IEnumerable<IDueWork> work, TimeProvider system)
    : ClockService.ClockServiceBase
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public override async Task<GetTimeResponse> GetTime(GetTimeRequest request, ServerCallContext context) =>
        Answer(await SettledAsync(context.CancellationToken));

    public override async Task<GetTimeResponse> Advance(AdvanceRequest request, ServerCallContext context)
    {
        if (request.To is not { } to || !Violations.IsInstant(to) || !clock.TryAdvance(to.ToDateTimeOffset()))
        {
            throw Refuse.Field("to", "must be an instant, not before the current business time");
        }

        while (!await SettledAsync(context.CancellationToken))
        {
            await Task.Delay(Poll, system, context.CancellationToken);
        }

        return Answer(settled: true);
    }

    private async Task<bool> SettledAsync(CancellationToken cancel)
    {
        foreach (var due in work)
        {
            if (await due.AnyAsync(clock.UtcNow, cancel))
            {
                return false;
            }
        }

        return await aggregate.Collection.CountDocumentsAsync(Envelope.Waiting(), new CountOptions { Limit = 1 }, cancel) == 0;
    }

    private GetTimeResponse Answer(bool settled) => new() { Time = clock.GetUtcNow().ToTimestamp(), Settled = settled };
}
