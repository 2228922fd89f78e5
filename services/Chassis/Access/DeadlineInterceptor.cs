using Grpc.Core;
using Grpc.Core.Interceptors;
using Hotline.Chassis.Errors;

namespace Hotline.Chassis.Access;

/// <summary>A unary call without a deadline gets one, and none may ask for more than a minute.</summary>
public sealed class DeadlineInterceptor(TimeProvider system) : Interceptor
{
    /// <summary>Where gRPC's own pipeline looks for the HTTP context of a call that is not its own type.</summary>
    private const string HttpContextKey = "__HttpContext";

    private static readonly TimeSpan Default = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var asked = context.Deadline;
        var left = asked == DateTime.MaxValue ? Default : asked - system.GetUtcNow().UtcDateTime;
        if (asked != DateTime.MaxValue && left <= Longest)
        {
            return await continuation(request, context);
        }

        using var nearer = new CancellationTokenSource(left < Longest ? left : Longest, system);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, nearer.Token);
        context.UserState[HttpContextKey] = context.GetHttpContext();
        try
        {
            return await continuation(request, new BoundedContext(context, limit.Token));
        }
        catch (OperationCanceledException) when (nearer.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            // Only this interceptor knows of the nearer end; to the one around it the call still has time.
            throw RichStatus.DeadlineExceeded();
        }
    }

    /// <summary>The same call with a nearer end.</summary>
    private sealed class BoundedContext(ServerCallContext inner, CancellationToken token) : ServerCallContext
    {
        protected override string MethodCore => inner.Method;

        protected override string HostCore => inner.Host;

        protected override string PeerCore => inner.Peer;

        protected override DateTime DeadlineCore => inner.Deadline;

        protected override Metadata RequestHeadersCore => inner.RequestHeaders;

        protected override CancellationToken CancellationTokenCore => token;

        protected override Metadata ResponseTrailersCore => inner.ResponseTrailers;

        protected override Status StatusCore { get => inner.Status; set => inner.Status = value; }

        protected override WriteOptions? WriteOptionsCore { get => inner.WriteOptions; set => inner.WriteOptions = value; }

        protected override AuthContext AuthContextCore => inner.AuthContext;

        protected override IDictionary<object, object> UserStateCore => inner.UserState;

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => inner.WriteResponseHeadersAsync(responseHeaders);

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
            inner.CreatePropagationToken(options);
    }
}
