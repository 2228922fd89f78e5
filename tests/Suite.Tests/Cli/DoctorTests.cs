using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Hotline.Cli.Doctor;
using Hotline.Cli.Platform;
using Hotline.Cli.Suite;
using Hotline.Operations.V1;

namespace Hotline.Suite.Tests.Cli;

public sealed class DoctorTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Finds_nothing_wrong_with_read_queues_and_no_parked_messages() =>
        Assert.All(BrokerCheck.Judge(Queues(("hotline.parked", 0, 0))), finding => Assert.Equal(Health.Fine, finding.Health));

    [Fact]
    public void Finds_a_queue_that_nobody_reads()
    {
        var queues = Queues();
        queues[1]!["consumers"] = 0L;
        queues[1]!["messages"] = 7L;

        var broken = Assert.Single(Broken(BrokerCheck.Judge(queues)));
        Assert.Equal("hotline-routing", broken.Link);
        Assert.Contains("7", broken.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_a_service_that_never_started()
    {
        var queues = Queues();
        queues.RemoveAt(0);

        Assert.Equal("hotline-intake", Assert.Single(Broken(BrokerCheck.Judge(queues))).Link);
    }

    [Theory]
    [InlineData("hotline-tracking_error")]
    [InlineData("hotline-tracking_skipped")]
    [InlineData("hotline.parked")]
    public void Finds_messages_that_nobody_could_handle(string queue) =>
        Assert.Equal(queue, Assert.Single(Broken(BrokerCheck.Judge(Queues((queue, 3, 0))))).Link);

    [Fact]
    public void Finds_the_policy_missing()
    {
        Assert.Single(Broken(BrokerCheck.JudgePolicies([])));
        Assert.Empty(BrokerCheck.JudgePolicies(new JsonArray(new JsonObject { ["name"] = "hotline-services" })));
    }

    [Fact]
    public void Finds_facts_that_wait_too_long() =>
        Assert.Contains("not announced", Assert.Single(Judge(Status() with { OldestPending = Now.AddMinutes(-2), Pending = 4 })).What, StringComparison.Ordinal);

    [Fact]
    public void Does_not_measure_a_simulated_wait_with_the_machines_clock() =>
        Assert.Empty(Judge(Status() with { OldestPending = Now.AddMinutes(-2), Pending = 4 }, simulated: true));

    [Fact]
    public void Lets_facts_be_that_were_just_written() =>
        Assert.Empty(Judge(Status() with { OldestPending = Now.AddSeconds(-1), Pending = 1 }));

    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public void Finds_a_clock_that_differs(int seconds) =>
        Assert.Equal(Health.Broken, Assert.Single(Judge(Status() with { System = Now.AddSeconds(seconds) })).Health);

    [Fact]
    public void Finds_a_service_without_store_or_broker() =>
        Assert.Equal(2, Judge(Status() with { Connected = false }).Count());

    [Fact]
    public void Wonders_about_what_was_announced_and_not_acknowledged() =>
        Assert.Equal(Health.Odd, Assert.Single(Judge(Status() with { Unconfirmed = 1 })).Health);

    [Fact]
    public void Says_of_every_broken_part_why_and_what_to_do()
    {
        foreach (var finding in new[] { PlatformCheck.Judge(new PartStatus("postgres", "PostgreSQL", null, false)), PlatformCheck.Judge(new PartStatus("postgres", "PostgreSQL", 12, false)) })
        {
            Assert.Equal(Health.Broken, finding.Health);
            Assert.Contains("why:", finding.Text, StringComparison.Ordinal);
            Assert.Contains("./hotline", finding.Do, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<Finding> Broken(IEnumerable<Finding> findings) => findings.Where(finding => finding.Health == Health.Broken);

    private static IEnumerable<Finding> Judge(Shape shape, bool simulated = false) => ServiceCheck.Judge(
        ServiceKind.Intake,
        new GetStatusResponse
        {
            StoreConnected = shape.Connected,
            BrokerConnected = shape.Connected,
            Pending = shape.Pending,
            OldestPendingAt = shape.OldestPending?.ToTimestamp(),
            Unconfirmed = shape.Unconfirmed,
            SystemTime = shape.System.ToTimestamp(),
        },
        Now,
        simulated);

    private static Shape Status() => new(Connected: true, Pending: 0, OldestPending: null, Unconfirmed: 0, System: Now);

    private static JsonArray Queues(params (string Name, long Messages, long Consumers)[] more) =>
    [
        .. ServiceKind.All.Select(kind => ($"hotline-{kind.Name}", 0L, 1L)).Concat(more)
            .Select(queue => new JsonObject { ["name"] = queue.Item1, ["messages"] = queue.Item2, ["consumers"] = queue.Item3 }),
    ];

    private sealed record Shape(bool Connected, long Pending, DateTimeOffset? OldestPending, long Unconfirmed, DateTimeOffset System);
}
