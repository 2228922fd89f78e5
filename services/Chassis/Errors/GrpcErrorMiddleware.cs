using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Hotline.Chassis.Errors;

/// <summary>
/// Gives a reason to what is refused before an interceptor sees the call: unknown methods, the wrong port, messages that
/// are too large or cannot be decoded. What the interceptors refuse has its reason already and stays as it is.
/// </summary>
public static class GrpcErrorMiddleware
{
    private const string Code = "grpc-status";
    private const string Message = "grpc-message";

    /// <summary>Adds the middleware; it must stand first, around what may refuse.</summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="maxMessage">The longest request in bytes, named in the answer to a longer one.</param>
    public static IApplicationBuilder UseGrpcErrors(this IApplicationBuilder app, int maxMessage) => app.Use(async (context, next) =>
    {
        await next(context);
        // A refusal is headers alone unless something was sent before it; an answer that is complete takes no more.
        var end = context.Response.HasStarted ? context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers : context.Response.Headers;
        if (end is { IsReadOnly: false } && !end.ContainsKey(RichStatus.Details) && Reason(end[Code].ToString(), maxMessage) is { } refusal)
        {
            Write(end, RichStatus.Of(refusal));
        }
    });

    /// <summary>Refuses a call in place of its method.</summary>
    public static void Refuse(this HttpResponse response, RefusalException refusal)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        Write(response.Headers, RichStatus.Of(refusal));
    }

    private static RefusalException? Reason(string code, int maxMessage) => code switch
    {
        _ when Is(code, StatusCode.Unimplemented) => Errors.Refuse.MethodUnknown(),
        _ when Is(code, StatusCode.ResourceExhausted) => Errors.Refuse.MessageTooLarge(maxMessage),
        // What fails in the interceptors or behind them has a reason: so this failed while the message was read.
        _ when Is(code, StatusCode.Unknown) || Is(code, StatusCode.Internal) => Errors.Refuse.MessageMalformed(),
        _ => null,
    };

    private static bool Is(string text, StatusCode code) => text == ((int)code).ToString(CultureInfo.InvariantCulture);

    private static void Write(IHeaderDictionary end, RpcException refusal)
    {
        end[Code] = ((int)refusal.StatusCode).ToString(CultureInfo.InvariantCulture);
        end[Message] = refusal.Status.Detail;
        end[RichStatus.Details] = Convert.ToBase64String(refusal.Trailers.GetValueBytes(RichStatus.Details)!);
    }
}
