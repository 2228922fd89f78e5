using System.Text.Json;

namespace Hotline.Tracking.Tests.Lifecycle;

/// <summary>Events carry their source's full snapshot; per source only newer ones are applied.</summary>
public sealed class EventOrderTests
{
    private sealed record Event(Source From, int Version, Func<TicketRecord?, Decision> Apply);

    private enum Source
    {
        Intake,
        Routing,
    }

    private static readonly Event Accepted = new(Source.Intake, 1, t => OpenRule.Open(t, Given.Appeal(), Given.Root, Given.Clocks));

    private static readonly Event Queued = new(Source.Routing, 1, t => OpenRule.Queue(t, new()
    {
        UnitId = Given.Root,
        Scope = [Given.Root],
        Reason = "无匹配规则",
        Since = Given.Beijing("2022-09-28 10:01"),
    }, Given.Routing));

    private static readonly Event Dispatched = new(Source.Routing, 2, t => Dispatch(t, Given.Lead(), Given.CoHandler()));

    private static readonly Event PassedDown =
        new(Source.Routing, 3, t => Dispatch(t, Given.Lead(), Given.CoHandler(), Given.Sub(id: "a2")));

    [Fact]
    public void Every_order_of_arrival_ends_in_the_same_ticket()
    {
        var orders = Permutations([Accepted, Queued, Dispatched, PassedDown]).ToArray();
        var results = orders.Select(o => Canonical(Run(o))).Distinct().ToArray();

        Assert.Equal(24, orders.Length);
        Assert.Single(results);
    }

    [Fact]
    public void Every_event_twice_changes_nothing() =>
        Assert.Equal(
            Canonical(Run([Accepted, Queued, Dispatched, PassedDown])),
            Canonical(Run([Accepted, Accepted, Queued, Dispatched, Queued, Dispatched, Accepted, PassedDown, Dispatched])));

    [Fact]
    public void The_opening_tells_of_what_was_applied_before_it_and_no_fact_was_written_until_then()
    {
        var queued = Queued.Apply(null);
        var dispatched = Dispatched.Apply(queued.Ticket);
        Assert.Empty(queued.Facts);
        Assert.Empty(dispatched.Facts);

        Assert.Equal([FactType.TicketAccepted, FactType.TicketQueued], Accepted.Apply(queued.Ticket).Facts.Select(fact => fact.Type));
        var opened = Accepted.Apply(dispatched.Ticket);
        Assert.Equal([FactType.TicketAccepted, FactType.TicketDispatched], opened.Facts.Select(fact => fact.Type));
        Assert.Equal([null, Given.Routing], opened.Facts.Select(fact => fact.Actor));
        Assert.Equal([Given.Beijing("2022-09-28 10:00"), Given.Beijing("2022-09-28 10:05")], opened.Facts.Select(fact => fact.OccurredAt));
        Assert.Equal(Given.Town, opened.Facts[1].Details["a1.unit_id"]);
        Assert.Null(opened.Ticket.Heard);
    }

    [Fact]
    public void A_ticket_only_Routing_speaks_of_is_a_stub_that_no_caller_sees()
    {
        var stub = Run([Dispatched])!;

        Assert.True(stub.IsStub);
        Assert.Empty(stub.Scope);
        Assert.Null(stub.AcceptedAt);
        Assert.Null(stub.NextDue);
        Assert.Empty(stub.Deadlines);
    }

    [Fact]
    public void A_waiting_ticket_is_seen_by_its_queue_and_leaves_it_with_the_dispatch()
    {
        var queue = Given.Opened() with { };
        var record = new QueueRecord
        {
            UnitId = "110118-x",
            Scope = ["110118-x", Given.Root],
            Reason = "待定",
            Since = Given.Beijing("2022-09-28 10:01"),
        };
        var waiting = OpenRule.Queue(queue, record, Given.Routing).Ticket;
        Assert.Equal(TicketState.PendingDispatch, waiting.State);
        Assert.Equal([Given.Root, "110118-x"], waiting.Scope);

        var dispatched = waiting.Dispatch(Given.Lead());
        Assert.Null(dispatched.Queue);
        Assert.Equal([Given.Root, Given.Town], dispatched.Scope);
    }

    [Fact]
    public void A_ticket_just_accepted_is_seen_by_the_root_alone() => Assert.Equal([Given.Root], Given.Opened().Scope);

    [Fact]
    public void A_part_passed_down_after_the_closing_starts_no_clock()
    {
        var closed = Given.Replied().Approve("2022-09-30 16:00").CallBack("2022-09-30 17:00", Given.Solved);

        var after = closed.Dispatch(Given.Lead(), Given.Sub("2022-09-30 17:00"));

        Assert.Equal(TicketState.Closed, after.State);
        Assert.Equal(2, after.Assignments.Count);
        Assert.Null(after.NextDue);
    }

    private static Decision Dispatch(TicketRecord? ticket, params RoutedRecord[] routed) =>
        DispatchRule.Dispatch(ticket, routed, routed[^1].DispatchedAt, Given.Routing, Given.Clocks);

    private static TicketRecord? Run(IEnumerable<Event> events)
    {
        var seen = new Dictionary<Source, int>();
        TicketRecord? ticket = null;
        foreach (var e in events.Where(e => e.Version > seen.GetValueOrDefault(e.From)))
        {
            seen[e.From] = e.Version;
            ticket = e.Apply(ticket).Ticket;
        }

        return ticket;
    }

    /// <summary>Parts and deadlines are sets: their order in the record is the order of arrival.</summary>
    private static string Canonical(TicketRecord? ticket) => JsonSerializer.Serialize(ticket! with
    {
        Assignments = [.. ticket.Assignments.OrderBy(a => a.Id, StringComparer.Ordinal)],
        Deadlines = [.. ticket.Deadlines.OrderBy(d => d.PartId, StringComparer.Ordinal).ThenBy(d => d.Kind)],
    });

    private static IEnumerable<Event[]> Permutations(Event[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((head, i) => Permutations([.. items.Where((_, j) => j != i)]).Select(tail => (Event[])[head, .. tail]));
}
