using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Hotline.Cli.Suite;
using Hotline.Cli.Tokens;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Suite.Tests.Kill;

/// <summary>
/// Callers that never give up: what is not acknowledged is repeated under the same request_id, as an integrator would.
/// How far they may go is set from outside, so that the faults fall into the middle of their work. Callers spread over the replicas
/// of Intake; one that gets no answer goes to the next replica and stays there.
/// </summary>
public sealed class Submitters(IReadOnlyList<Uri> intakes, string token) : IDisposable
{
    private static readonly StatusCode[] Retryable = [StatusCode.Unavailable, StatusCode.DeadlineExceeded, StatusCode.Cancelled];
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly GrpcChannel[] _channels = [.. intakes.Select(GrpcChannel.ForAddress)];
    private readonly Metadata _headers = new() { { "authorization", "Bearer " + token } };
    private int _next;
    private int _limit;
    private int _repeated;

    /// <summary>Acknowledged appeals by request_id.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = new();

    public ConcurrentBag<StatusCode> Unexpected { get; } = [];

    /// <summary>How often a submitter had to repeat its request.</summary>
    public int Repeated => _repeated;

    public static Submitters Of(SuiteHost suite) => new(
        [.. suite.Replicas(ServiceKind.Intake).Select(intake => intake.Public)],
        suite.Issuer.Issue(TokenClaims.For(["operator"], ["110118"])));

    /// <summary>How many submits may have been begun in all.</summary>
    public void Allow(int count) => Volatile.Write(ref _limit, count);

    public Task RunAsync(int total, int callers, CancellationToken cancel) =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(caller => SubmitAllAsync(total, caller, cancel)));

    /// <summary>Submits until it is acknowledged, and by which replica; the id must be the same however often it is asked.</summary>
    public async Task<int> SubmitAsync(int number, int replica, CancellationToken cancel)
    {
        var requestId = $"submit-{number}";
        for (; ; replica++)
        {
            try
            {
                var intake = new IntakeService.IntakeServiceClient(_channels[replica % _channels.Length]);
                var appeal = await intake.SubmitAppealAsync(Request(requestId, number), _headers, DateTime.UtcNow + AnswerTimeout, cancel);
                Assert.Equal(appeal.AppealId, Acknowledged.GetOrAdd(requestId, appeal.AppealId));
                return replica;
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

    public void Dispose() => Array.ForEach(_channels, channel => channel.Dispose());

    private async Task SubmitAllAsync(int total, int replica, CancellationToken cancel)
    {
        while (Interlocked.Increment(ref _next) is var mine && mine <= total)
        {
            while (mine > Volatile.Read(ref _limit))
            {
                await Task.Delay(5, cancel);
            }

            replica = await SubmitAsync(mine, replica, cancel);
        }
    }

    private static SubmitAppealRequest Request(string requestId, int number) => new()
    {
        RequestId = requestId,
        Claimant = new Claimant { Name = "柏长河", CallerPhone = "13800000135", Kind = ClaimantKind.Person },
        Channel = Channel.Phone,
        AppealType = AppealType.Help,
        CategoryId = "water.supply-drainage.drainage",
        Urgency = "NORMAL",
        Title = $"雨后积水 {number}",
        OccurredWhen = "今天早上",
        Place = new Place { TownId = "110118100", VillageId = "110118100205" },
        Cause = "没有排水管",
        Course = "污水流到街上",
        Demand = "尽快疏通",
    };
}
