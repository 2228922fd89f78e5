using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Access;

/// <summary>Shows this service's own token to its peers; the file is read again when it is rotated.</summary>
public sealed class ServiceCredentials(IOptions<AuthOptions> options) : Interceptor
{
    /// <summary>Carries the token of the person on whose behalf a service asks.</summary>
    public const string PersonHeader = "x-hotline-person";

    // One reference: calls run side by side, and none may see the time of one file beside the token of another.
    private volatile TokenFile? _file;

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var headers = new Metadata { { "authorization", "Bearer " + Token() } };
        foreach (var entry in context.Options.Headers ?? [])
        {
            headers.Add(entry);
        }

        var call = context.Options.WithHeaders(headers);
        return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, call));
    }

    private string Token()
    {
        var path = options.Value.ServiceTokenFile ?? throw new InvalidOperationException("Hotline:Auth:ServiceTokenFile is not set.");
        var written = File.GetLastWriteTimeUtc(path);
        if (_file is not { } file || file.Written != written)
        {
            // The time was read first: a file that is rotated just now is read once more by the next call.
            _file = file = new TokenFile(written, File.ReadAllText(path).Trim());
        }

        return file.Token;
    }

    private sealed record TokenFile(DateTime Written, string Token);
}
