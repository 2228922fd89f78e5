using Grpc.Core;
using Grpc.Core.Interceptors;
using Hotline.Chassis.Store;
using Microsoft.Extensions.Logging;

namespace Hotline.Chassis.Errors;

/// <summary>The one place where what went wrong becomes an answer.</summary>
public sealed partial class ErrorInterceptor(ILogger<ErrorInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception error)
        {
            throw Answer(error, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception error)
        {
            throw Answer(error, context);
        }
    }

    private RpcException Answer(Exception error, ServerCallContext context)
    {
        switch (error)
        {
            case RefusalException refusal:
                Refused(context.Method, refusal.Reason);
                return RichStatus.Of(refusal);
            case RpcException rpc when rpc.Trailers.Get(RichStatus.Details) is not null:
                return rpc;
            case RpcException { StatusCode: StatusCode.NotFound }:
                // Health's own word for a name it does not know.
                return RichStatus.Of(Refuse.NotFound("service"));
            case RpcException { StatusCode: StatusCode.Unavailable }:
                return RichStatus.Of(Refuse.Unavailable("A peer service cannot be reached."));
            case RpcException { StatusCode: StatusCode.DeadlineExceeded or StatusCode.Cancelled }:
            case OperationCanceledException:
                // Either the caller's deadline or the nearer one that every call is given further in.
                return RichStatus.DeadlineExceeded();
            case var away when MongoSetup.IsAway(away):
                StoreAway(context.Method, error.GetType().Name);
                return RichStatus.Of(Refuse.Unavailable("The store cannot be reached; repeat with the same request_id."));
            default:
                var incident = Guid.NewGuid().ToString("N");
                Incident(incident, context.Method, error.GetType().Name, error.StackTrace);
                return RichStatus.Incident(incident);
        }
    }

    [LoggerMessage(100, LogLevel.Information, "{Method} refused: {Reason}")]
    private partial void Refused(string method, Hotline.Type.V1.ErrorReason reason);

    [LoggerMessage(101, LogLevel.Warning, "{Method}: the store is away ({Kind})")]
    private partial void StoreAway(string method, string kind);

    // The message of an unknown exception may hold content; its type and stack do not.
    [LoggerMessage(102, LogLevel.Error, "Incident {IncidentId} in {Method}: {Kind} {Stack}")]
    private partial void Incident(string incidentId, string method, string kind, string? stack);
}
