using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis;

/// <summary>
/// Keeps operations, clock and health on the internal port and the domain on the public one. It compares the
/// port the connection came in on, never the Host header, which the caller chooses.
/// </summary>
public static class PortFence
{
    private static readonly string[] Internal = ["/hotline.operations.v1.", "/grpc.health.v1."];
    private const string Reflection = "/grpc.reflection.";

    public static IApplicationBuilder UsePortFence(this IApplicationBuilder app, IOptions<HotlineOptions> options) => app.Use(async (context, next) =>
    {
        var path = context.Request.Path.Value ?? "";
        var isInternalPort = context.Connection.LocalPort == options.Value.Ports.Internal;
        var belongsInside = Internal.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal));
        if (path.StartsWith(Reflection, StringComparison.Ordinal) || isInternalPort == belongsInside)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)Grpc.Core.StatusCode.Unimplemented).ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = "Not served on this port.";
    });
}
