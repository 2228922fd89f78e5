using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Suite.Tests.Kill;

/// <summary>
/// Callers that never give up: what is not acknowledged is repeated under the same request_id, as an integrator would.
/// How far they may go is set from outside, so that the kills fall into the middle of their work.
/// </summary>
public sealed class Submitters(Uri intake, string token) : IDisposable
{
    private static readonly StatusCode[] Retryable = [StatusCode.Unavailable, StatusCode.DeadlineExceeded, StatusCode.Cancelled];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(intake);
    private readonly Metadata _headers = new() { { "authorization", "Bearer " + token } };
    private int _next;
    private int _limit;
    private int _repeated;

    /// <summary>Acknowledged appeals by request_id.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = new();

    public ConcurrentBag<StatusCode> Unexpected { get; } = [];

    /// <summary>How often somebody had to ask again.</summary>
    public int Repeated => _repeated;

    public void Allow(int count) => Volatile.Write(ref _limit, count);

    public Task RunAsync(int total, int callers, CancellationToken cancel) => Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
    {
        while (Interlocked.Increment(ref _next) is var mine && mine <= total)
        {
            while (mine > Volatile.Read(ref _limit))
            {
                await Task.Delay(5, cancel);
            }

            await SubmitAsync($"kill-{mine}", mine, cancel);
        }
    }));

    /// <summary>Submits until it is acknowledged; the id must be the same however often it is asked.</summary>
    public async Task SubmitAsync(string requestId, int number, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                var appeal = await new IntakeService.IntakeServiceClient(_channel).SubmitAppealAsync(Request(requestId, number), _headers, DateTime.UtcNow.AddSeconds(5), cancel);
                Assert.Equal(appeal.AppealId, Acknowledged.GetOrAdd(requestId, appeal.AppealId));
                return;
            }
            catch (RpcException failure) when (Retryable.Contains(failure.StatusCode))
            {
                Interlocked.Increment(ref _repeated);
                await Task.Delay(Pause, cancel);
            }
            catch (RpcException failure)
            {
                Unexpected.Add(failure.StatusCode);
                await Task.Delay(Pause, cancel);
            }
        }
    }

    public void Dispose() => _channel.Dispose();

    private static SubmitAppealRequest Request(string requestId, int number) => new()
    {
        RequestId = requestId,
        Claimant = new Claimant { Name = "柏长河", CallerPhone = "13800000135", Kind = ClaimantKind.Person },
        Channel = Channel.Phone,
        AppealType = AppealType.Help,
        CategoryId = "water.supply-drainage.drainage",
        Urgency = Urgency.Normal,
        Title = $"雨后积水 {number}",
        OccurredWhen = "今天早上",
        Place = new Place { TownId = "110118100", VillageId = "110118100205" },
        Cause = "没有排水管",
        Course = "污水流到街上",
        Demand = "尽快疏通",
    };
}
