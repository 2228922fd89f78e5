using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Hotline.Bench.Measuring;
using Hotline.Intake.V1;

namespace Hotline.Bench.Submits;

/// <summary>Many callers of one SubmitAppeal.</summary>
public sealed class Caller(Uri address, string? token) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
    });

    private readonly Metadata _headers = token is null ? [] : new Metadata { { "authorization", "Bearer " + token } };

    public async Task<Appeal> SubmitAsync(string urgency = "NORMAL")
    {
        var client = new IntakeService.IntakeServiceClient(_channel);
        return await client.SubmitAppealAsync(SampleAppeal.Next(urgency), _headers, DateTime.UtcNow.AddSeconds(60));
    }

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
}
