using Grpc.Core;
using Hotline.Cli.Demo;
using Microsoft.Extensions.Time.Testing;

namespace Hotline.Suite.Tests.Demo;

public sealed class PollingTests
{
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
    private int _asked;

    [Fact]
    public async Task Asks_again_while_the_version_has_not_arrived() =>
        Assert.Equal(3, await RunAsync(() => _asked < 3 ? throw Refused(StatusCode.Unavailable) : _asked));

    [Fact]
    public async Task Asks_again_until_the_answer_is_the_one_hoped_for() =>
        Assert.Equal(4, await RunAsync(() => _asked, answer => answer == 4));

    [Fact]
    public async Task Gives_up_on_a_service_that_stays_away()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => RunAsync(() => throw Refused(StatusCode.Unavailable)));

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.True(_asked > 1);
    }

    [Fact]
    public async Task Does_not_wait_for_what_waiting_cannot_mend()
    {
        await Assert.ThrowsAsync<RpcException>(() => RunAsync(() => throw Refused(StatusCode.PermissionDenied)));

        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Shows_the_last_answer_when_the_one_hoped_for_does_not_come()
    {
        var last = await RunAsync(() => _asked, _ => false);

        Assert.Equal(_asked, last);
    }

    private static RpcException Refused(StatusCode code) => new(new Status(code, "not now"));

    private async Task<int> RunAsync(Func<int> answer, Func<int, bool>? isArrived = null)
    {
        var running = Polling.UntilAsync(
            () =>
            {
                _asked++;
                return Task.FromResult(answer());
            },
            isArrived ?? (_ => true),
            [StatusCode.Unavailable],
            _time);
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }

        return await running;
    }
}
