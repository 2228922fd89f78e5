using System.Diagnostics;
using System.Text;
using Hotline.Chassis.Facts;
using Hotline.Intake.V1;
using Hotline.Testing;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Hotline.Intake.Tests.Service;

/// <summary>Spans and counters go to the exporter that is named, and no personal data goes with them.</summary>
[Collection(IntakeCollection.Name)]
public sealed class TelemetryTests(IntakeFixture fixture)
{
    [Fact]
    public async Task A_call_is_exported_under_its_callers_trace_without_personal_data()
    {
        await using var collector = await Collector.StartAsync();
        var trace = ActivityTraceId.CreateRandom();
        var headers = fixture.As("OPERATOR");
        headers.Add("traceparent", $"00-{trace.ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        // Its end sends what it still holds.
        await using (var service = await fixture.StartReplicaAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address)))
        {
            await CallAsync(service, headers);
        }

        var spans = collector.Of("Trace");
        Assert.True(spans.AsSpan().IndexOf(Convert.FromHexString(trace.ToHexString())) >= 0, "the caller's trace did not arrive");
        Assert.All(
            ["hotline-intake", "hotline.intake.v1.IntakeService/SubmitAppeal", "db.collection.name", "publish"],
            name => Assert.Contains(name, Encoding.UTF8.GetString(spans)));
        Assert.All(
            ["hotline-intake", "http.server.request.duration", "hotline.outbox.published"],
            name => Assert.Contains(name, Encoding.UTF8.GetString(collector.Of("Metrics"))));
        Planted.AssertAbsent("the telemetry", collector.Everything());
    }

    [Fact]
    public void Nothing_is_gathered_when_no_exporter_is_named()
    {
        Assert.Null(fixture.Service.Services.GetService<TracerProvider>());
        Assert.Null(fixture.Service.Services.GetService<MeterProvider>());
    }

    /// <summary>Taken down, looked at and refused: each with personal data in it.</summary>
    private async Task CallAsync(ServiceUnderTest service, Grpc.Core.Metadata headers)
    {
        var intake = new IntakeService.IntakeServiceClient(service.Public);
        var claimants = new ClaimantService.ClaimantServiceClient(service.Public);
        var request = IntakeFixture.Request();
        Planted.Into(request);
        var appeal = await intake.SubmitAppealAsync(request, headers);
        await claimants.RevealClaimantAsync(new RevealClaimantRequest { TicketId = appeal.AppealId, Purpose = "核实13911112222" }, headers);
        request.RequestId += "-refused";
        request.CategoryId = "诸葛小婉";
        await IntakeFixture.RefusedAsync(intake.SubmitAppealAsync(request, headers));
        var published = new BsonDocument { { "_id", appeal.AppealId }, { Envelope.Due, new BsonDocument("$exists", false) } };
        await Eventually.IsAsync(async () => await fixture.Appeals.CountDocumentsAsync(published) == 1, "the fact was published");
    }
}
