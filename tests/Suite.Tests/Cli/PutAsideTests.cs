using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Hotline.Cli.Doctor;
using Hotline.Cli.Platform;

namespace Hotline.Suite.Tests.Cli;

public sealed class PutAsideTests
{
    private const string Errors = "hotline-routing_error";
    private const string Whole = """{ "events": [ { "header": { "eventId": "t1|intake|1|0" }, "appeal": { "title": "路灯不亮" } } ] }""";

    [Theory]
    [InlineData("hotline-tracking_error", "Tracking")]
    [InlineData("hotline-tracking-urgent_error", "Tracking")]
    [InlineData("hotline-intake_skipped", "Intake")]
    [InlineData("hotline.parked", "delivered too often")]
    public void Names_the_queue_the_event_and_the_kind_of_error(string queue, string why)
    {
        var finding = PutAside.Judge(queue, 1, [Message(Whole, "System.IO.InvalidDataException")]);

        Assert.Equal((Health.Broken, queue), (finding.Health, finding.Link));
        Assert.Contains("t1|intake|1|0 (InvalidDataException)", finding.What, StringComparison.Ordinal);
        Assert.Contains(why, finding.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("路灯不亮 13912345678")]
    [InlineData("{ \"events\": [ { \"header\": { \"eventId\": \"路灯不亮 13912345678\" } } ] }")]
    [InlineData("{ \"events\": [ { \"header\": 13912345678 } ] }")]
    [InlineData("[]")]
    [InlineData("")]
    public void Shows_no_content(string payload)
    {
        var finding = PutAside.Judge("hotline-tracking_error", 1, [Message(payload, "路灯不亮 13912345678")]);

        Assert.Equal(Health.Broken, finding.Health);
        Assert.DoesNotContain("13912345678", finding.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("路灯", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_how_many_there_are_when_it_shows_only_the_oldest()
    {
        var finding = PutAside.Judge("hotline-tracking_error", 900, [Message(Whole, null)]);
        Assert.StartsWith("900 messages", finding.What, StringComparison.Ordinal);
        Assert.Equal(Health.Fine, PutAside.Judge("hotline-tracking_error", 0, []).Health);
    }

    [Fact]
    public async Task Looking_takes_nothing_away_however_often()
    {
        var management = External.FromEnvironment().RabbitMqManagement ?? throw new InvalidOperationException("Run by ./hotline test.");
        using var admin = new RabbitAdmin(new Uri(management));
        using var http = Http(new Uri(management));
        var host = "test-" + Guid.NewGuid().ToString("N")[..12];
        await admin.EnsureVirtualHostAsync(host, default);
        try
        {
            await PutAsync(http, $"api/queues/{host}/{Errors}", """{ "durable": true, "arguments": { "x-queue-type": "quorum" } }""");
            var message = new JsonObject
            {
                ["properties"] = new JsonObject(),
                ["routing_key"] = Errors,
                ["payload"] = Whole,
                ["payload_encoding"] = "string",
            };
            (await http.PostAsJsonAsync($"api/exchanges/{host}/amq.default/publish", message)).EnsureSuccessStatusCode();

            // More often than a quorum queue delivers a message that no policy protects.
            for (var i = 0; i < 25; i++)
            {
                var queues = await admin.QueuesAsync(host, default);
                var findings = await PutAside.LookAsync(admin, host, queues, default);
                Assert.Contains("t1|intake|1|0", findings.Single(finding => finding.Link == Errors).What, StringComparison.Ordinal);
                Assert.Equal(Health.Fine, findings.Single(finding => finding.Link == PutAside.Parked).Health);
            }
        }
        finally
        {
            await admin.DropVirtualHostAsync(host, default);
        }
    }

    private static JsonObject Message(string payload, string? fault) => new()
    {
        ["payload"] = payload,
        ["properties"] = new JsonObject { ["headers"] = new JsonObject { ["MT-Fault-ExceptionType"] = fault } },
    };

    private static HttpClient Http(Uri management)
    {
        var http = new HttpClient { BaseAddress = new Uri($"{management.Scheme}://{management.Authority}/") };
        var user = Uri.UnescapeDataString(management.UserInfo);
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)));
        return http;
    }

    private static async Task PutAsync(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        (await http.PutAsync(new Uri(path, UriKind.Relative), content)).EnsureSuccessStatusCode();
    }
}
