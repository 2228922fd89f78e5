using Hotline.Tracking.Lifecycle;

namespace Hotline.Tracking.Tests.Deadlines;

public sealed class FiringTests
{
    [Fact]
    public void Exactly_at_the_deadline_is_in_time()
    {
        var ticket = Given.Dispatched();

        Assert.Null(ticket.Sign("2022-09-28 12:05").Deadline(DeadlineKind.Sign, "a1").BreachedAt);
        Assert.Null(FireRule.Fire(ticket, Given.Beijing("2022-09-28 12:05"), Given.Policy));
    }

    [Fact]
    public void A_millisecond_later_is_a_breach_at_the_deadlines_own_time()
    {
        var due = Given.Beijing("2022-09-28 12:05");
        var ticket = Given.Dispatched();

        var fired = FireRule.Fire(ticket, due.AddMilliseconds(1), Given.Policy)!;
        Assert.Equal(due, Assert.Single(fired.Facts).OccurredAt);
        Assert.Equal(due, fired.Ticket.Deadline(DeadlineKind.Sign, "a1").BreachedAt);

        var signed = SignRule.Sign(ticket, "a1", Given.Liaison, due.AddMilliseconds(1)).Ticket;
        Assert.Equal(due, signed.NextDue);
        Assert.Equal(due, signed.ToProto("t1", 3).Deadlines.Single(d => d.Kind == DeadlineKind.Sign).BreachedAt.ToDateTime());
        var told = FireRule.Fire(signed, due.AddMilliseconds(1), Given.Policy)!;
        Assert.Equal((FactType.DeadlineBreached, due), (Assert.Single(told.Facts).Type, told.Facts[0].OccurredAt));
        Assert.Equal(due, told.Ticket.Deadline(DeadlineKind.Sign, "a1").BreachedAt);
        Assert.Null(FireRule.Fire(told.Ticket, due.AddHours(1), Given.Policy));
    }

    [Fact]
    public void What_passed_unseen_before_the_ticket_closed_is_told_after_it_and_moves_nothing()
    {
        var closed = Given.Dispatched(null, Given.Lead(), Given.CoHandler())
            .Sign("2022-09-28 10:08").Contact("2022-09-28 10:25").Start("2022-09-28 10:30").FeedBack("2022-10-05 10:03")
            .Approve("2022-10-05 10:30").CallBack("2022-10-05 11:00", Given.Solved);
        Assert.Equal(TicketState.Closed, closed.State);

        var told = FireRule.Fire(closed, Given.Beijing("2022-10-05 11:01"), Given.Policy)!;

        Assert.Equal(
            [
                ("DEADLINE_KIND_SIGN", Given.Beijing("2022-09-28 12:05")),
                ("DEADLINE_KIND_CITIZEN", Given.Beijing("2022-10-05 10:00")),
                ("DEADLINE_KIND_FEEDBACK", Given.Beijing("2022-10-05 10:05")),
            ],
            told.Facts.Select(fact => (fact.Details["deadline_kind"], fact.OccurredAt)));
        Assert.DoesNotContain("callback_cause", told.Facts[1].Details.Keys);
        Assert.Equal((TicketState.Closed, null, null), (told.Ticket.State, told.Ticket.CallbackTask, told.Ticket.NextDue));
    }

    [Fact]
    public void Each_deadline_past_fires_with_a_fact_of_its_own_and_the_next_due_moves_on()
    {
        var ticket = Given.Dispatched();
        Assert.Equal(Given.Beijing("2022-09-28 12:05"), ticket.NextDue);

        var fired = FireRule.Fire(ticket, Given.Beijing("2022-09-29 11:00"), Given.Policy)!;

        Assert.Equal(2, fired.Ticket.Deadlines.Count(d => d.BreachedAt is not null));
        Assert.Equal(Given.Beijing("2022-10-05 10:00"), fired.Ticket.NextDue);
        Assert.Equal([FactType.DeadlineBreached, FactType.DeadlineBreached], fired.Facts.Select(fact => fact.Type));
        Assert.Equal(
            [("DEADLINE_KIND_SIGN", Given.Beijing("2022-09-28 12:05")), ("DEADLINE_KIND_RESPONSE", Given.Beijing("2022-09-29 10:05"))],
            fired.Facts.Select(fact => (fact.Details["deadline_kind"], fact.OccurredAt)));
        Assert.All(fired.Facts, fact => Assert.Equal(("a1", "密云镇"), (fact.Details["assignment_id"], fact.Details["unit_name"])));
    }

    [Fact]
    public void Of_many_that_have_passed_the_first_eight_fire_and_the_others_in_the_next_pass()
    {
        RoutedRecord[] parts = [Given.Lead(), .. Enumerable.Range(2, 5).Select(n => Given.CoHandler($"a{n}") with { NeedsContact = true })];
        var ticket = Given.Dispatched(null, parts);
        var now = Given.Beijing("2022-10-05 10:01");

        var first = FireRule.Fire(ticket, now, Given.Policy)!;
        var second = FireRule.Fire(first.Ticket, now, Given.Policy)!;

        // Six parts to sign and to respond, and the citizen clock last.
        Assert.Equal((8, 5), (first.Facts.Count, second.Facts.Count));
        Assert.Equal(Given.Beijing("2022-09-29 10:05"), first.Ticket.NextDue);
        Assert.Null(first.Ticket.CallbackTask);
        var last = second.Facts[^1].Details;
        Assert.Equal(
            ("DEADLINE_KIND_CITIZEN", "CALLBACK_CAUSE_CITIZEN_CLOCK_EXPIRED"), (last["deadline_kind"], last["callback_cause"]));
        Assert.Null(FireRule.Fire(second.Ticket, now, Given.Policy));
    }

    [Fact]
    public void A_deadline_fires_once()
    {
        var fired = Given.Dispatched().Fire("2022-09-28 13:00");

        Assert.Null(FireRule.Fire(fired, Given.Beijing("2022-09-28 14:00"), Given.Policy));
    }

    [Fact]
    public void The_expired_citizen_clock_raises_a_call_back_and_moves_nothing()
    {
        var ticket = Given.Dispatched().Sign("2022-09-28 10:08").Contact("2022-09-28 10:25").Fire("2022-10-05 10:01");

        Assert.Equal(CallbackCause.CitizenClockExpired, ticket.CallbackTask!.Cause);
        Assert.Equal(Given.Beijing("2022-10-05 10:00"), ticket.CallbackDue);
        Assert.Equal(TicketState.InProgress, ticket.State);
        Assert.Equal(ticket.Deadline(DeadlineKind.Citizen).DueAt, ticket.Deadline(DeadlineKind.Citizen).BreachedAt);
    }

    [Fact]
    public void A_ticket_that_was_not_dispatched_is_called_back_too_when_the_citizen_clock_ends() =>
        Assert.NotNull(Given.Opened().Fire("2022-10-05 10:01").CallbackTask);

    [Fact]
    public void The_citizen_clock_is_met_by_the_approved_result_when_it_was_submitted()
    {
        var approved = Given.Replied().Approve("2022-09-30 16:00");

        Assert.Equal(Given.Beijing("2022-09-30 15:00"), approved.Deadline(DeadlineKind.Citizen).MetAt);
        var waiting = approved.Fire("2022-10-05 10:01");
        Assert.Equal(approved.CallbackTask, waiting.CallbackTask);
        Assert.Null(waiting.Deadline(DeadlineKind.Citizen).BreachedAt);
        Assert.Equal(Lamp.Green, waiting.Deadline(DeadlineKind.Citizen).At(Given.Beijing("2022-10-06 10:00")));
    }

    [Fact]
    public void A_result_submitted_in_time_is_in_time_however_long_its_review_took()
    {
        var replied = Given.Handling().FeedBack("2022-10-05 10:00");
        var expired = replied.Fire("2022-10-05 10:01");
        Assert.Equal(CallbackCause.CitizenClockExpired, expired.CallbackTask!.Cause);
        Assert.NotNull(expired.Deadline(DeadlineKind.Citizen).BreachedAt);

        Assert.Null(expired.Approve("2022-10-05 15:00").Deadline(DeadlineKind.Citizen).BreachedAt);
        var corrected = expired.Reject("2022-10-05 15:00").FeedBack("2022-10-05 16:00").Approve("2022-10-05 17:00");
        Assert.NotNull(corrected.Deadline(DeadlineKind.Citizen).BreachedAt);
    }

    [Fact]
    public void A_result_submitted_late_leaves_the_citizen_clock_breached()
    {
        var late = Given.Dispatched().Sign("2022-09-28 10:08").Contact("2022-09-28 10:25").Start("2022-09-28 10:30")
            .FeedBack("2022-10-06 10:00").Approve("2022-10-06 11:00").Fire("2022-10-06 11:01").Deadline(DeadlineKind.Citizen);

        Assert.Equal((Given.Beijing("2022-10-06 10:00"), late.DueAt), (late.MetAt, late.BreachedAt));
    }

    [Fact]
    public void A_rejected_result_owes_the_original_deadline_again()
    {
        var ticket = Given.Replied().Reject("2022-09-30 16:00");

        Assert.True(ticket.Deadline(DeadlineKind.Feedback, "a1").IsOpen);
        Assert.Equal(Given.Beijing("2022-10-05 10:05"), ticket.Deadline(DeadlineKind.Feedback, "a1").DueAt);
        Assert.NotNull(ticket.Fire("2022-10-05 10:06").Deadline(DeadlineKind.Feedback, "a1").BreachedAt);
    }

    [Fact]
    public void Closing_leaves_no_clock_running()
    {
        var ticket = Given.Dispatched(null, Given.Lead(), Given.CoHandler())
            .Sign("2022-09-28 10:08").Contact("2022-09-28 10:25").Start("2022-09-28 10:30").FeedBack("2022-09-30 15:00")
            .Approve("2022-09-30 16:00").CallBack("2022-09-30 17:00", Given.Solved);

        Assert.DoesNotContain(ticket.Deadlines, d => d.IsOpen);
        Assert.Null(ticket.Fire("2022-09-30 17:00").NextDue);
        Assert.Equal(Given.Beijing("2022-09-30 15:00"), ticket.Deadline(DeadlineKind.Citizen).MetAt);
        Assert.Equal(ticket.ClosedAt, ticket.Deadline(DeadlineKind.Feedback, "a3").EndedAt);
    }
}
