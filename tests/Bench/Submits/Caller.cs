using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Bench;

/// <summary>Many callers of one SubmitAppeal: an appeal like the front line takes down, different each time.</summary>
public sealed class Caller(Uri address, string? token) : IDisposable
{
    private static int _next;
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
    });

    private readonly Metadata _headers = token is null ? [] : new Metadata { { "authorization", "Bearer " + token } };

    public async Task<Appeal> SubmitAsync() =>
        await new IntakeService.IntakeServiceClient(_channel).SubmitAppealAsync(Request(), _headers, DateTime.UtcNow.AddSeconds(60));

    /// <summary>So many calls by so many callers; the rate and each call's milliseconds.</summary>
    public async Task<Load> BurstAsync(int calls, int callers)
    {
        var left = calls;
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            var mine = new List<double>();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var begun = Stopwatch.GetTimestamp();
                await SubmitAsync();
                mine.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            return mine;
        }));
        return new Load(calls / watch.Elapsed.TotalSeconds, [.. times.SelectMany(mine => mine)]);
    }

    public void Dispose() => _channel.Dispose();

    private static SubmitAppealRequest Request()
    {
        var n = Interlocked.Increment(ref _next);
        return new SubmitAppealRequest
        {
            RequestId = $"bench-{Environment.ProcessId}-{n}",
            Claimant = new Claimant { Name = "柏长河", CallerPhone = $"138{n % 100_000_000:00000000}", Kind = ClaimantKind.Person },
            Channel = Channel.Phone,
            AppealType = AppealType.Help,
            CategoryId = "water.supply-drainage.drainage",
            Urgency = Urgency.Normal,
            Title = $"雨后积水 {n}",
            OccurredWhen = "今天早上",
            Place = new Hotline.Type.V1.Place { TownId = "110118100", VillageId = "110118100205" },
            Cause = "村内没有排水管网，雨水无处可去",
            Course = "昨夜下雨之后，街上的污水一直没有退，倒灌进院子，老人出门不便，已经是今年第三次",
            Demand = "尽快疏通，并修建排水管道",
            AffectedHouseholds = 12,
            NeedsReply = true,
        };
    }
}

/// <summary>What one round of calls came to.</summary>
public sealed record Load(double PerSecond, IReadOnlyList<double> Milliseconds)
{
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
