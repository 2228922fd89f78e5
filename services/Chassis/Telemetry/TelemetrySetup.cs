using Hotline.Chassis.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Hotline.Chassis.Telemetry;

/// <summary>JSON logs with ids and reasons only; spans and counters leave the process only when an exporter is named.</summary>
public static class TelemetrySetup
{
    /// <summary>Logs to standard output as JSON; exports spans and metrics by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, ServiceIdentity service)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Grpc", LogLevel.Warning);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);

        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("hotline-" + service.Name))
            .WithTracing(tracing => tracing.AddSource(Tracing.Name, "MassTransit", "MongoDB.Driver").AddAspNetCoreInstrumentation())
            .WithMetrics(metrics => metrics.AddMeter(Tracing.Name, "MassTransit").AddAspNetCoreInstrumentation())
            .UseOtlpExporter();
    }
}
