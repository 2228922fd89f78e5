using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Hosting;

/// <summary>
/// Keeps operations, clock and health on the internal port and the domain on the public one. It compares the
/// port the connection came in on, never the Host header, which the caller chooses.
/// </summary>
public static class PortIsolation
{
    private static readonly string[] Internal = ["/hotline.operations.v1.", "/grpc.health.v1."];
    private const string Reflection = "/grpc.reflection.";

    /// <summary>Refuses a method on the wrong port as if it did not exist (METHOD_UNKNOWN).</summary>
    public static IApplicationBuilder UsePortIsolation(this IApplicationBuilder app, IOptions<HotlineOptions> options) =>
        app.Use(async (context, next) =>
        {
            var path = context.Request.Path.Value ?? "";
            var isInternalPort = context.Connection.LocalPort == options.Value.Ports.Internal;
            var belongsInside = Internal.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal));
            if (path.StartsWith(Reflection, StringComparison.Ordinal) || isInternalPort == belongsInside)
            {
                await next(context);
                return;
            }

            context.Response.Refuse(Refuse.MethodUnknown());
        });
}
