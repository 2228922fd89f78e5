using Grpc.Core;
using Grpc.Core.Interceptors;
using Hotline.Chassis.Errors;
using Hotline.Type.V1;

namespace Hotline.Chassis.Access;

/// <summary>Refuses by default: a valid token first, then a row in the method table, before anything is read.</summary>
public sealed class AccessInterceptor(TokenValidator tokens, MethodRoles table) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(request, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(request, responseStream, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        throw RichStatus.Of(Refuse.RoleMissing(context.Method, []));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        MethodRoles.IsOpen(context.Method)
            ? continuation(requestStream, responseStream, context)
            : throw RichStatus.Of(Refuse.RoleMissing(context.Method, []));

    private async Task AdmitAsync(ServerCallContext context)
    {
        if (MethodRoles.IsOpen(context.Method))
        {
            return;
        }

        var caller = await tokens.ValidateAsync(context.RequestHeaders.GetValue("authorization"), context.CancellationToken);
        if (!table.TryGet(context.Method, out var row) || !row.Roles.Any(caller.Has))
        {
            throw Refuse.RoleMissing(context.Method, row?.Roles ?? []);
        }

        if (!row.Admits(caller))
        {
            throw Refuse.ScopeMissing(context.Method, row.Scope);
        }

        if (row.IsAcrossUnits && caller.Units.Count > 0 && !caller.Has(Role.Service))
        {
            throw Refuse.ActsForUnit();
        }

        context.UserState[Caller.StateKey] = caller;
    }
}
