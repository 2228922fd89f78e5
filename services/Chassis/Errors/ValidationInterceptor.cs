using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Hotline.Chassis.Errors;

/// <summary>
/// After authorization and before the method, counts what the request holds, then runs its validator; a request without one has
/// no further rules.
/// </summary>
public sealed class ValidationInterceptor(IServiceProvider services) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(request);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(request);
        return continuation(request, responseStream, context);
    }

    private void Check<TRequest>(TRequest request)
        where TRequest : class
    {
        var violations = new Violations();
        if (request is IMessage message)
        {
            RequestLimits.Check(message, violations);
            violations.ThrowIfAny();
        }

        services.GetService<IValidator<TRequest>>()?.Check(request, violations);
        violations.ThrowIfAny();
    }
}
