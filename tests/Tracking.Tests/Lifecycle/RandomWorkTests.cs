using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Hotline.Tracking.Tests.Lifecycle;

/// <summary>Whatever people do in whatever order, a ticket stays one that the domain knows.</summary>
public sealed class RandomWorkTests
{
    private static readonly string[] Parts = ["a1", "a2", "a3"];

    public sealed record Step(int Command, int Part, int Person, bool Yes, int Minutes);

    public static Arbitrary<Step[]> Steps() => Arb.From(
        from steps in Gen.ArrayOf(
            from command in Gen.Choose(0, 10)
            from part in Gen.Choose(0, 2)
            from person in Gen.Choose(0, 4)
            from yes in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
            from minutes in Gen.Choose(0, 600)
            select new Step(command, part, person, yes, minutes))
        select steps);

    [Property(MaxTest = 1_000, EndSize = 120, Replay = "5421084050767781978,6213628896834707819", Arbitrary = [typeof(RandomWorkTests)])]
    public void No_sequence_of_commands_reaches_a_ticket_that_makes_no_sense(Step[] steps)
    {
        var now = Given.Beijing("2022-09-28 10:05");
        var ticket = Given.Dispatched(null, Given.Lead(), Given.CoHandler(mandatory: true));
        foreach (var step in steps)
        {
            now = now.AddMinutes(step.Minutes);
            var before = ticket;
            try
            {
                ticket = Do(ticket, step, now) ?? ticket;
            }
            catch (RefusalException)
            {
                continue;
            }

            Consistent(ticket);
            Monotone(before, ticket);
        }
    }

    /// <summary>The sequence that a diligent clerk would take is among the random ones: otherwise the property proves little.</summary>
    [Fact]
    public void The_steps_of_the_property_can_close_a_ticket()
    {
        var now = Given.Beijing("2022-09-28 10:06");
        var ticket = Given.Dispatched();
        foreach (var (command, person) in new[] { (0, 0), (1, 0), (2, 0), (3, 0), (4, 2), (6, 3) })
        {
            ticket = Do(ticket, new(command, 0, person, Yes: true, 1), now)!;
        }

        Assert.Equal(TicketState.Closed, ticket.State);
    }

    private static TicketRecord? Do(TicketRecord ticket, Step step, DateTime now)
    {
        ActorRecord[] people = [Given.Liaison, Given.Worker, Given.Auditor, Given.Agent, Given.OtherAgent];
        var (part, person) = (Parts[step.Part], people[step.Person]);
        var verdict = step.Yes ? ReviewDecision.Approved : ReviewDecision.Rejected;
        var unsolved = Given.Solved with { Solved = Solved.No, AcceptedAsIs = step.Yes };
        return step.Command switch
        {
            0 => SignRule.Sign(ticket, part, person, now).Ticket,
            1 => ContactRule.Contact(
                ticket,
                part,
                new(ContactChannel.Phone, step.Yes ? ContactResult.Reached : ContactResult.NoAnswer, ""),
                person,
                now).Ticket,
            2 => StartRule.Start(ticket, part, person, now).Ticket,
            3 => FeedbackRule.Submit(ticket, part, new("done", step.Yes, step.Yes ? "photo" : ""), person, now, Given.Clocks).Ticket,
            4 => ReviewRule.Review(ticket, verdict, RejectionReason.Incomplete, "", person, now, Given.Policy).Ticket,
            5 => ClaimRule.Claim(ticket, person, now, Given.Policy).Ticket,
            6 => RecordRule.Record(ticket, step.Yes ? Given.Solved : Given.NoAnswer, "", person, now, Given.Policy).Ticket,
            7 => RecordRule.Record(ticket, unsolved, "", person, now, Given.Policy).Ticket,
            8 => DispatchRule.Dispatch(
                ticket, [Given.Lead(), PassedDown(ticket, now), Given.CoHandler(mandatory: true)], now, Given.Routing, Given.Clocks).Ticket,
            9 => WaiverRule.Waive(ticket, part, ContactWaiverReason.Unreachable, "", person, now, Given.Policy).Ticket,
            _ => FireRule.Fire(ticket, now, Given.Policy)?.Ticket,
        };
    }

    private static RoutedRecord PassedDown(TicketRecord ticket, DateTime now) =>
        ticket.Assignments.FirstOrDefault(a => a.Id == "a2")?.Routed ?? Given.Sub() with { DispatchedAt = now };

    private static void Consistent(TicketRecord ticket)
    {
        var lead = ticket.Lead!;
        AssignmentState[] leadStates = ticket.State switch
        {
            TicketState.Dispatched => [AssignmentState.PendingSign, AssignmentState.Signed],
            TicketState.InProgress => [AssignmentState.Contacted, AssignmentState.Handling],
            TicketState.Replied => [AssignmentState.FeedbackSubmitted],
            _ => [AssignmentState.Done],
        };
        Assert.Contains(lead.State, leadStates);
        Assert.Contains(ticket.State, TicketTable.Table.Rows.Select(r => r.To));
        Assert.Equal(ticket.Deadlines.NextDue(), ticket.NextDue);
        Assert.All(ticket.Deadlines, d => Assert.True(d.BreachedAt is null || d.BreachedAt == d.DueAt));
        Assert.All(ticket.Deadlines.Where(d => d.IsOpen).GroupBy(d => (d.Kind, d.PartId)), g => Assert.Single(g));
        Assert.Equal(ticket.CallbackTask?.DueSince, ticket.CallbackDue);
        Assert.All(ticket.Assignments.Where(a => a.Feedbacks.Count > 0), a => Assert.True(a.IsContactSettled));
        string[] done = [.. Duty.Handlers(ticket), .. Duty.Reviewers(ticket), .. Duty.Callers(ticket)];
        Assert.Equal(done.Distinct(), done);
        var closed = ticket.State == TicketState.Closed;
        Assert.Equal(closed, ticket.ClosedAt is not null);
        Assert.Equal(closed, ticket.CloseReason != CloseReason.Unspecified);
        Assert.True(!closed || (!(ticket.NextDue > ticket.ClosedAt) && ticket.CallbackTask is null));
        Assert.True(ticket.State != TicketState.PendingCallback
            || ticket.CallbackTask is not null
            || ticket.Callbacks.Last(c => c.Level.Counts()) is { IsValid: true, TicketState: TicketState.PendingCallback });
        Assert.True(ticket.State is not (TicketState.PendingCallback or TicketState.Closed)
            || ticket.Assignments.All(a => !a.Routed.IsMandatory || a.State == AssignmentState.Done));
    }

    private static void Monotone(TicketRecord before, TicketRecord after)
    {
        Assert.True(after.Callbacks.Count >= before.Callbacks.Count);
        Assert.Equal(before.Callbacks, after.Callbacks.Take(before.Callbacks.Count));
        Assert.All(after.Callbacks.Zip(after.Callbacks.Skip(1)), pair => Assert.True(pair.First.CalledAt <= pair.Second.CalledAt));
        foreach (var part in after.Assignments)
        {
            DateTime?[] instants =
            [
                part.Routed.DispatchedAt,
                part.SignedAt,
                part.Routed.OwesContact ? part.Contacts.FirstOrDefault(c => c.HasReached)?.ContactedAt ?? part.Waiver?.WaivedAt : null,
                part.StartedAt,
                part.Feedbacks.Select(f => (DateTime?)f.SubmittedAt).Max(),
            ];
            var known = instants.OfType<DateTime>().ToArray();
            Assert.Equal(known.Order(), known);
            Assert.True(before.Assignments.FirstOrDefault(a => a.Id == part.Id) is not { } earlier || earlier.LatestAt <= part.LatestAt);
        }

        Assert.True(before.FirstReceiverUnitId is null || before.FirstReceiverUnitId == after.FirstReceiverUnitId);
    }
}
