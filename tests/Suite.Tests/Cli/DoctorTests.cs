using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Hotline.Cli.Doctor;
using Hotline.Cli.Platform;
using Hotline.Cli.Suite;
using Hotline.Cli.Tools;
using Hotline.Events.V1;
using Hotline.Operations.V1;

namespace Hotline.Suite.Tests.Cli;

public sealed class DoctorTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Finds_nothing_wrong_with_read_queues_and_no_parked_messages() =>
        Assert.All(BrokerCheck.Judge(Queues(("hotline.parked", 0, 0))), finding => Assert.Equal(Health.Fine, finding.Health));

    [Fact]
    public void Finds_a_queue_without_a_consumer()
    {
        var queues = Queues();
        var routing = queues.Single(queue => queue!["name"]!.GetValue<string>() == "hotline-routing-urgent")!;
        (routing["consumers"], routing["messages"]) = (0L, 7L);

        var broken = Assert.Single(Broken(BrokerCheck.Judge(queues)));
        Assert.Equal("hotline-routing-urgent", broken.Link);
        Assert.Contains("7", broken.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_a_service_that_never_started()
    {
        var queues = Queues();
        queues.RemoveAt(0);

        Assert.Equal("hotline-intake", Assert.Single(Broken(BrokerCheck.Judge(queues))).Link);
    }

    [Fact]
    public void Finds_no_place_for_parked_messages()
    {
        var queues = Queues();
        queues.RemoveAt(queues.Count - 1);

        var broken = Assert.Single(Broken(BrokerCheck.Judge(queues)));
        Assert.Equal("hotline.parked", broken.Link);
        Assert.Contains("does not exist", broken.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_a_policy_that_is_missing_or_says_something_else()
    {
        Assert.Equal(Health.Fine, Assert.Single(BrokerCheck.JudgePolicies(Policies(), Policies())).Health);
        Assert.Contains("missing", WhatIsBroken([]), StringComparison.Ordinal);

        var loosened = Policies();
        loosened[0]!["definition"]!["delivery-limit"] = 2_000;
        var narrowed = Policies();
        narrowed[0]!["pattern"] = "^hotline-intake$";
        Assert.Contains("definition", WhatIsBroken(loosened), StringComparison.Ordinal);
        Assert.Contains("pattern", WhatIsBroken(narrowed), StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_a_port_that_another_program_took()
    {
        PortCheck.Kept[] ports =
        [
            new("intake-public", 20_101, OwnerRuns: true),
            new("mongodb", 20_102, OwnerRuns: false),
            new("rabbitmq", 20_103, OwnerRuns: false),
        ];

        var broken = Assert.Single(PortCheck.Judge(ports, port => port == 20_103));
        Assert.Equal(Health.Broken, broken.Health);
        Assert.Contains("20102 of mongodb", broken.What, StringComparison.Ordinal);
        Assert.Equal(Health.Fine, Assert.Single(PortCheck.Judge(ports, _ => true)).Health);
    }

    [Fact]
    public void Finds_an_SDK_that_cannot_be_used()
    {
        Assert.Equal(Health.Fine, ToolCheck.Sdk(new ShellResult(0, "10.0.100\n", "")).Health);

        var broken = ToolCheck.Sdk(new ShellResult(155, "", "A compatible .NET SDK was not found.\nmore"));
        Assert.Equal(Health.Broken, broken.Health);
        Assert.EndsWith("A compatible .NET SDK was not found.", broken.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Looks_for_buf_or_what_it_is_installed_with()
    {
        using var machine = new OtherMachine();
        Assert.Equal(Health.Odd, ToolCheck.BufIn(machine.Here).Health);
        Assert.Contains("installs it", ToolCheck.BufIn(machine.With("apt-get").Here).What, StringComparison.Ordinal);
        Assert.EndsWith("/npm", ToolCheck.BufIn(machine.With("npm").Here).What, StringComparison.Ordinal);
        Assert.Equal(Health.Odd, ToolCheck.Installable(AptPackage.Mmdebstrap, machine.Here with { IsLinuxRoot = false }).Health);
    }

    [Fact]
    public void Finds_facts_that_wait_too_long()
    {
        var finding = Assert.Single(Judge(Status() with { OldestPending = Now.AddMinutes(-2), Pending = 4 }));

        Assert.Contains("not published", finding.What, StringComparison.Ordinal);
    }

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
    public void Wonders_about_what_was_published_and_not_applied() =>
        Assert.Equal(Health.Odd, Assert.Single(Judge(Status() with { Unconfirmed = 1 })).Health);

    [Fact]
    public void Finds_changes_that_no_watcher_gets_and_lets_be_those_that_were_just_made()
    {
        Backlog Of(BacklogKind kind, TimeSpan age) =>
            new() { Kind = kind, Count = 3, TicketId = "t1", OldestAt = (Now - age).ToTimestamp() };

        Assert.Empty(Judge(Status() with { Backlogs = [Of(BacklogKind.FeedQueue, TimeSpan.FromSeconds(2))] }));
        foreach (var backlog in new[]
        {
            Of(BacklogKind.FeedQueue, TimeSpan.FromMinutes(2)),
            Of(BacklogKind.FeedAside, TimeSpan.Zero),
            Of(BacklogKind.DeadlineFailures, TimeSpan.Zero),
        })
        {
            var finding = Assert.Single(Judge(Status() with { Backlogs = [backlog] }));
            Assert.Equal(Health.Broken, finding.Health);
            Assert.Contains("t1", finding.What, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Says_while_the_key_of_the_phone_index_is_rotated_how_many_callers_need_the_previous_one()
    {
        var finding = Assert.Single(Judge(Status() with { Backlogs = [new() { Kind = BacklogKind.CallerIndex, Count = 7 }] }));
        Assert.Equal(Health.Odd, finding.Health);
        Assert.Contains("7 callers", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_tickets_about_which_services_disagree()
    {
        Assert.Null(ReconcileCheck.Judge("Intake", [], 9));
        var difference = new Difference
        {
            TicketId = "t7",
            Peer = Source.Tracking,
            Kind = DifferenceKind.NotApplied,
            Version = 3,
            PeerVersion = 2,
        };
        var finding = ReconcileCheck.Judge("Intake", [difference], 9);
        Assert.Equal(Health.Broken, finding!.Health);
        Assert.Contains("1 of 9 tickets", finding.What, StringComparison.Ordinal);
        Assert.Contains("t7 published at version 3, Tracking applied 2", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_services_that_run_by_different_clocks()
    {
        static GetStatusResponse Told(Source source, string file) => new() { Service = source, ClocksFingerprint = file };

        Assert.Empty(ClocksCheck.Judge([Told(Source.Intake, "a1"), Told(Source.Routing, "a1"), Told(Source.Tracking, "a1")]));
        Assert.Empty(ClocksCheck.Judge([]));
        var broken = Assert.Single(ClocksCheck.Judge(
            [Told(Source.Intake, "b2"), Told(Source.Tracking, "a1"), Told(Source.Routing, "a1")]));
        Assert.Equal(Health.Broken, broken.Health);
        Assert.Contains("Intake by b2", broken.What, StringComparison.Ordinal);
        Assert.Contains("Routing and Tracking by a1", broken.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_of_every_broken_part_why_and_what_to_do()
    {
        PartStatus[] parts = [new("postgres", "PostgreSQL", null, false), new("postgres", "PostgreSQL", 12, false)];
        foreach (var finding in parts.Select(PlatformCheck.Judge))
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
            Backlogs = { shape.Backlogs },
        },
        Now,
        simulated);

    private static string WhatIsBroken(JsonArray policies) =>
        Assert.Single(Broken(BrokerCheck.JudgePolicies(policies, Policies()))).What;

    private static Shape Status() => new(Connected: true, Pending: 0, OldestPending: null, Unconfirmed: 0, System: Now);

    private static JsonArray Policies() => JsonNode.Parse(
        """[{"name": "hotline-services", "pattern": "^hotline-", "definition": {"delivery-limit": 20}}]""")!.AsArray();

    /// <summary>What a healthy suite has, and these.</summary>
    private static JsonArray Queues(params (string Name, long Messages, long Consumers)[] more) =>
    [
        .. ServiceKind.All
            .SelectMany(kind => new[] { ($"hotline-{kind.Name}", 0L, 1L), ($"hotline-{kind.Name}-urgent", 0L, 1L) })
            .Append(("hotline.parked", 0L, 0L))
            .ExceptBy(more.Select(queue => queue.Name), queue => queue.Item1)
            .Concat(more)
            .Select(queue => new JsonObject { ["name"] = queue.Item1, ["messages"] = queue.Item2, ["consumers"] = queue.Item3 }),
    ];

    private sealed record Shape(bool Connected, long Pending, DateTimeOffset? OldestPending, long Unconfirmed, DateTimeOffset System)
    {
        public IReadOnlyList<Backlog> Backlogs { get; init; } = [];
    }
}
