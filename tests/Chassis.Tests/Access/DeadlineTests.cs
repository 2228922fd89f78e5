using Google.Rpc;
using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hotline.Chassis.Tests.Access;

public sealed class DeadlineTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(null, 10)]
    [InlineData(300, 60)]
    public async Task A_call_without_a_deadline_gets_one_and_none_lasts_longer_than_a_minute(int? asked, int limit)
    {
        var started = new TaskCompletionSource<CancellationToken>();
        var call = new DeadlineInterceptor(_clock).UnaryServerHandler("", Context(asked), async (_, context) =>
        {
            started.SetResult(context.CancellationToken);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return "";
        });
        var token = await started.Task;

        _clock.Advance(TimeSpan.FromSeconds(limit) - TimeSpan.FromMilliseconds(1));
        Assert.False(token.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        var refused = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(StatusCode.DeadlineExceeded, refused.StatusCode);
        Assert.Equal("DEADLINE_EXCEEDED", refused.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason);
    }

    [Fact]
    public async Task A_nearer_deadline_of_the_caller_is_left_as_it_is()
    {
        var context = Context(30);
        var given = await new DeadlineInterceptor(_clock).UnaryServerHandler("", context, (_, inner) => Task.FromResult(inner));
        Assert.Same(context, given);
    }

    [Fact]
    public async Task A_defect_is_an_incident_that_tells_nothing_but_its_id()
    {
        var errors = new ErrorInterceptor(NullLogger<ErrorInterceptor>.Instance);
        var refused = await Assert.ThrowsAsync<RpcException>(() =>
            errors.UnaryServerHandler<string, string>(
                "", Context(null), (_, _) => throw new InvalidOperationException("马小明 138 0000 0000")));

        Assert.Equal(StatusCode.Internal, refused.StatusCode);
        var info = refused.GetRpcStatus()!.GetDetail<ErrorInfo>()!;
        Assert.Equal("INTERNAL", info.Reason);
        Assert.Equal(["incident_id"], info.Metadata.Keys);
        Assert.DoesNotContain("马小明", refused.ToString(), StringComparison.Ordinal);
    }

    private Call Context(int? seconds) => new(seconds is { } some ? _clock.GetUtcNow().UtcDateTime.AddSeconds(some) : DateTime.MaxValue);

    /// <summary>As much of a call as an interceptor looks at.</summary>
    private sealed class Call(DateTime deadline) : ServerCallContext
    {
        protected override string MethodCore => "/hotline.Toy/Wait";

        protected override string HostCore => "";

        protected override string PeerCore => "";

        protected override DateTime DeadlineCore => deadline;

        protected override Metadata RequestHeadersCore { get; } = [];

        protected override CancellationToken CancellationTokenCore => CancellationToken.None;

        protected override Metadata ResponseTrailersCore { get; } = [];

        protected override Grpc.Core.Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore { get; } = new(null, []);

        protected override IDictionary<object, object> UserStateCore { get; } = new Dictionary<object, object>
        {
            ["__HttpContext"] = new DefaultHttpContext(),
        };

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => throw new NotSupportedException();

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
            throw new NotSupportedException();
    }
}
