using Hotline.Chassis.Time;

namespace Hotline.Tracking.Tests.Callbacks;

public sealed class CallbackTests
{
    private static TicketRecord Approved(string urgency = "NORMAL") =>
        Given.Replied(Given.Appeal(urgency)).Approve("2022-09-30 16:00");

    [Fact]
    public void Solved_in_the_claimants_words_closes_the_ticket()
    {
        var ticket = Approved().CallBack("2022-09-30 17:00", Given.Solved);

        Assert.Equal(TicketState.Closed, ticket.State);
        Assert.Equal(CloseReason.ConfirmedSolved, ticket.CloseReason);
        Assert.Equal(Given.Beijing("2022-09-30 17:00"), ticket.ClosedAt);
        Assert.Null(ticket.CallbackTask);
        Assert.Null(ticket.CallbackDue);
    }

    [Theory]
    [InlineData(V1.Solved.Partly)]
    [InlineData(V1.Solved.No)]
    public void Not_solved_but_accepted_as_it_is_closes_the_ticket(Solved solved)
    {
        var accepted = Given.Solved with { Solved = solved, AcceptedAsIs = true };

        Assert.Equal(CloseReason.AcceptedAsIs, Approved().CallBack("2022-09-30 17:00", accepted).CloseReason);
    }

    // Whether it is solved decides, not how satisfied the claimant is, nor whether he says that he was contacted.
    [Theory]
    [InlineData(V1.Contacted.Yes, V1.Solved.Partly, Satisfaction.NotRated, TicketState.PendingCallback)]
    [InlineData(V1.Contacted.Yes, V1.Solved.Partly, Satisfaction.Satisfied, TicketState.PendingCallback)]
    [InlineData(V1.Contacted.Yes, V1.Solved.No, Satisfaction.Satisfied, TicketState.PendingCallback)]
    [InlineData(V1.Contacted.No, V1.Solved.Yes, Satisfaction.Satisfied, TicketState.Closed)]
    [InlineData(V1.Contacted.No, V1.Solved.Yes, Satisfaction.Unsatisfied, TicketState.Closed)]
    [InlineData(V1.Contacted.Yes, V1.Solved.Yes, Satisfaction.NotRated, TicketState.Closed)]
    public void Answers_that_seem_to_contradict_each_other_are_kept_and_settle_what_they_say(
        Contacted contacted, Solved solved, Satisfaction satisfaction, TicketState state)
    {
        var answers = Given.Solved with { Contacted = contacted, Solved = solved, Satisfaction = satisfaction };
        var ticket = Approved().CallBack("2022-09-30 17:00", answers);

        Assert.Equal((state, true, answers), (ticket.State, ticket.Callbacks[^1].IsValid, ticket.Callbacks[^1].Answers));
        Assert.Equal(contacted == V1.Contacted.No, ticket.Callbacks[^1].ContradictsContactRecord);
    }

    [Fact]
    public void Who_said_that_it_is_not_solved_is_not_asked_again_before_a_new_result()
    {
        var ticket = Approved().CallBack("2022-09-30 17:00", Given.Unsolved);

        Assert.Equal((TicketState.PendingCallback, true), (ticket.State, ticket.Callbacks[0].IsValid));
        Assert.Null(ticket.CallbackTask);
        Assert.Null(ticket.CallbackDue);
        Refusals.Guarded(() => ticket.CallBack("2022-10-01 09:00", Given.Solved), "no_callback_due");
    }

    [Fact]
    public void Who_said_solved_and_satisfied_before_the_approval_is_not_asked_again()
    {
        var outcome = ReviewRule.Review(
            Given.Handling().Fire("2022-10-05 10:01").CallBack("2022-10-05 10:30", Given.Solved).FeedBack("2022-10-06 10:00"),
            ReviewDecision.Approved,
            RejectionReason.Unspecified,
            "",
            Given.Auditor,
            Given.Beijing("2022-10-06 11:00"),
            Given.Policy);

        Assert.Equal((TicketState.Closed, CloseReason.ConfirmedSolved), (outcome.Ticket.State, outcome.Ticket.CloseReason));
        Assert.Equal([FactType.FeedbackApproved, FactType.TicketClosed], outcome.Facts.Select(fact => fact.Type));
        Assert.Equal("SOLVED_YES", outcome.Facts[1].Details["solved"]);
        Assert.Equal(Given.Beijing("2022-10-06 11:00"), outcome.Ticket.ClosedAt);
        Assert.Null(outcome.Ticket.Fire("2022-10-06 11:00").NextDue);
    }

    [Fact]
    public void Only_the_last_valid_answer_spares_the_claimant_a_call()
    {
        var open = Given.Handling().Fire("2022-10-05 10:01");

        Assert.All(
            [Given.Unsolved, Given.Solved with { Satisfaction = Satisfaction.Unsatisfied }],
            answers => Assert.NotNull(
                open.CallBack("2022-10-05 10:30", answers).FeedBack("2022-10-06 10:00").Approve("2022-10-06 11:00").CallbackTask));
    }

    [Fact]
    public void Whoever_asks_to_be_called_later_is_never_unreachable()
    {
        var ticket = Approved();
        foreach (var at in new[] { "2022-09-30 17:00", "2022-10-01 10:00", "2022-10-02 10:00", "2022-10-03 10:00" })
        {
            ticket = ticket.CallBack(at, Given.CallLater);
        }

        Assert.Equal((TicketState.PendingCallback, 0), (ticket.State, ticket.CallbackTask!.Attempts));
        // The agent keeps the appointment, even within the hour.
        Assert.Equal(Given.Beijing("2022-10-03 10:00"), ticket.CallbackTask.NotBefore);
        Assert.Equal([1, 2, 3, 4], ticket.Callbacks.Select(c => c.Attempt));
    }

    [Fact]
    public void Two_attempts_within_an_hour_count_once()
    {
        var at = Given.Beijing("2022-09-30 17:00");
        (DateTime At, ContactResult Result)[] attempts =
        [
            (at, ContactResult.NoAnswer), (at, ContactResult.Refused), (at.AddMinutes(59), ContactResult.PoweredOff),
            (at.AddMinutes(60), ContactResult.NoAnswer), (at.AddMinutes(125), ContactResult.CallLater),
        ];

        Assert.Equal([at, at.AddHours(1)], Given.Policy.Counted(attempts));
        Refusals.Guarded(() => Unanswered(Approved(), "2022-09-30 17:00", "2022-09-30 17:59"), "too_early");
    }

    [Fact]
    public void An_anonymous_claimant_is_never_called()
    {
        var anonymous = Given.Appeal() with { IsAnonymous = true };
        var handling = Given.Dispatched(anonymous).Sign("2022-09-28 10:08")
            .Waive("2022-09-28 10:25", ContactWaiverReason.Anonymous).Start("2022-09-28 10:30");

        Assert.Null(handling.Fire("2022-10-05 10:01").CallbackTask);
        var closed = handling.FeedBack("2022-09-30 15:00").Approve("2022-09-30 16:00");
        Assert.Equal((TicketState.Closed, CloseReason.Anonymous), (closed.State, closed.CloseReason));
        Assert.Empty(closed.Callbacks);
        Assert.Empty(closed.Lead!.Contacts);
    }

    [Fact]
    public void A_claimant_who_wants_no_answer_is_never_called()
    {
        var handling = Given.Handling(Given.Appeal() with { NoReplyWanted = true });

        var expired = handling.Fire("2022-10-05 10:01");
        var citizen = expired.Deadline(DeadlineKind.Citizen);
        Assert.Equal((null, citizen.DueAt), (expired.CallbackTask, citizen.BreachedAt));
        var closed = handling.FeedBack("2022-09-30 15:00").Approve("2022-09-30 16:00");
        Assert.Equal((TicketState.Closed, CloseReason.NoReplyWanted), (closed.State, closed.CloseReason));
        Assert.Empty(closed.Callbacks);
        Assert.Null(closed.NextDue);
    }

    [Theory]
    [InlineData(ContactResult.NoAnswer, V1.Contacted.Yes, V1.Solved.Yes)]
    [InlineData(ContactResult.NotClaimant, V1.Contacted.Yes, V1.Solved.Yes)]
    [InlineData(ContactResult.Reached, V1.Contacted.Unspecified, V1.Solved.Yes)]
    [InlineData(ContactResult.Reached, V1.Contacted.Yes, V1.Solved.Unspecified)]
    public void Only_the_claimants_own_two_answers_make_it_valid(ContactResult result, Contacted contacted, Solved solved)
    {
        var answers = new Answers { Result = result, Contacted = contacted, Solved = solved };
        var ticket = Approved().CallBack("2022-09-30 17:00", answers);

        Assert.False(ticket.Callbacks[0].IsValid);
        Assert.Equal(TicketState.PendingCallback, ticket.State);
    }

    [Fact]
    public void An_unrated_call_is_valid() =>
        Assert.True((Given.Solved with { Satisfaction = Satisfaction.NotRated }).AreValid);

    [Fact]
    public void Three_attempts_on_two_days_close_it_as_unreachable()
    {
        var ticket = Unanswered(Approved(), "2022-09-30 17:00", "2022-09-30 18:00");
        Assert.Equal(Given.Beijing("2022-10-01 09:00"), ticket.CallbackTask!.NotBefore);
        Assert.Equal(2, ticket.CallbackTask.Attempts);

        ticket = ticket.CallBack("2022-10-01 09:00", Given.NoAnswer);
        Assert.Equal(TicketState.Closed, ticket.State);
        Assert.Equal(CloseReason.Unreachable, ticket.CloseReason);
    }

    [Theory]
    [InlineData(CallbackChannel.Sms)]
    [InlineData(CallbackChannel.Web)]
    public void A_message_that_is_not_answered_makes_no_claimant_unreachable_and_keeps_no_agent_from_the_phone(CallbackChannel channel)
    {
        var unanswered = Given.NoAnswer with { Channel = channel };
        var ticket = Approved().CallBack("2022-09-30 17:00", unanswered).CallBack("2022-09-30 17:01", unanswered)
            .CallBack("2022-10-01 09:00", unanswered).CallBack("2022-10-02 09:00", unanswered);
        Assert.Equal((TicketState.PendingCallback, 0), (ticket.State, ticket.CallbackTask!.Attempts));

        var called = ticket.CallBack("2022-10-02 09:00", Given.NoAnswer).CallBack("2022-10-02 10:00", unanswered);
        Assert.Equal(1, called.CallbackTask!.Attempts);
        var answered = called.CallBack("2022-10-02 10:01", Given.Solved with { Channel = channel });
        Assert.Equal(CloseReason.ConfirmedSolved, answered.CloseReason);
    }

    [Fact]
    public void The_attempts_of_an_emergency_span_two_hours_and_need_no_second_day()
    {
        var ticket = Unanswered(Approved("EMERGENCY"), "2022-09-30 21:00", "2022-09-30 22:00");
        Refusals.Guarded(() => ticket.CallBack("2022-09-30 22:59", Given.NoAnswer), "too_early");
        Assert.Equal(CloseReason.Unreachable, ticket.CallBack("2022-09-30 23:00", Given.NoAnswer).CloseReason);

        var at = Given.Beijing("2022-09-30 23:30");
        var two = Given.Policy with { Attempts = 2 };
        Assert.False(two.AreUsedUp("EMERGENCY", [at, at.AddHours(1)]));
        Assert.True(two.AreUsedUp("EMERGENCY", [at, at.AddHours(2)]));
    }

    [Fact]
    public void Days_are_Beijing_days()
    {
        // 07:59 and 08:01 UTC lie on one Beijing day; 15:59 and 16:01 UTC on two.
        Assert.Equal(DayAt(7, 59), DayAt(8, 1));
        Assert.NotEqual(DayAt(15, 59), DayAt(16, 1));

        static DateOnly DayAt(int hour, int minute) => Beijing.DayOf(new(2022, 9, 30, hour, minute, 0, DateTimeKind.Utc));
    }

    [Theory]
    [InlineData("2022-09-30 08:59:59", "2022-09-30 09:00")]
    [InlineData("2022-09-30 09:00:00", "2022-09-30 09:00")]
    [InlineData("2022-09-30 19:59:59", "2022-09-30 19:59:59")]
    [InlineData("2022-09-30 20:00:00", "2022-10-01 09:00")]
    [InlineData("2022-09-30 23:10:00", "2022-10-01 09:00")]
    public void People_are_called_between_nine_and_eight(string approvedAt, string notBefore) =>
        Assert.Equal(Given.Beijing(notBefore), Given.Policy.FirstFrom("NORMAL", Given.Beijing(approvedAt)));

    [Fact]
    public void An_emergency_is_called_at_any_time() =>
        Assert.Equal(Given.Beijing("2022-09-30 03:00"), Given.Policy.FirstFrom("EMERGENCY", Given.Beijing("2022-09-30 03:00")));

    [Fact]
    public void A_call_before_its_time_or_at_night_is_refused()
    {
        var ticket = Approved();

        Refusals.Guarded(() => Unanswered(ticket, "2022-09-30 17:00", "2022-09-30 18:00", "2022-09-30 19:00"), "too_early");
        Refusals.Guarded(() => ticket.CallBack("2022-09-30 20:00", Given.Solved), "too_early");
        Refusals.Guarded(() => Claim(ticket, Given.Agent, "2022-09-30 20:00"), "too_early");
    }

    [Fact]
    public void A_slow_clock_never_shows_a_call_before_the_approval() =>
        Assert.Equal(Given.Beijing("2022-09-30 16:00"), Approved().CallBack("2022-09-30 15:59:59", Given.Solved).ClosedAt);

    [Fact]
    public void A_call_claimed_in_time_may_end_after_the_hours()
    {
        var ticket = Claim(Approved(), Given.Agent, "2022-09-30 19:50");

        Assert.Equal(TicketState.Closed, ticket.CallBack("2022-09-30 20:05", Given.Solved).State);
    }

    [Fact]
    public void A_claim_keeps_others_away_for_half_an_hour()
    {
        var ticket = Claim(Approved(), Given.Agent, "2022-09-30 17:00");

        Refusals.Guarded(() => Claim(ticket, Given.OtherAgent, "2022-09-30 17:29"), "claimed_by_other");
        Refusals.Guarded(() => ticket.CallBack("2022-09-30 17:29", Given.Solved, Given.OtherAgent), "claimed_by_other");
        Assert.Equal("agent", Claim(ticket, Given.Agent, "2022-09-30 17:29").CallbackTask!.ClaimedBy);
        Assert.Equal("other-agent", Claim(ticket, Given.OtherAgent, "2022-09-30 17:30").CallbackTask!.ClaimedBy);
    }

    [Fact]
    public void An_attempt_frees_the_claim()
    {
        var claimed = Claim(Approved(), Given.Agent, "2022-09-30 17:00");

        Assert.Null(claimed.CallBack("2022-09-30 17:05", Given.NoAnswer).CallbackTask!.ClaimedBy);
    }

    [Fact]
    public void Without_a_task_no_agent_calls()
    {
        Refusals.Guarded(() => Claim(Given.Replied(), Given.Agent, "2022-09-30 17:00"), "no_callback_due");
        Refusals.Guarded(() => Given.Replied().CallBack("2022-09-30 17:00", Given.Solved), "no_callback_due");
    }

    [Fact]
    public void Who_handled_or_reviewed_does_not_call()
    {
        Assert.All([Given.Liaison, Given.Auditor], person =>
        {
            Refusals.Refused(() => Approved().CallBack("2022-09-30 17:00", Given.Solved, person), ErrorReason.SeparationOfDuty);
            Refusals.Refused(() => Claim(Approved(), person, "2022-09-30 17:00"), ErrorReason.SeparationOfDuty);
        });
    }

    [Fact]
    public void A_call_on_the_open_ticket_ends_the_task_and_the_unit_still_owes_its_reply()
    {
        var open = Given.Handling().Fire("2022-10-05 10:01");

        var called = open.CallBack("2022-10-05 10:30", Given.Solved with { Satisfaction = Satisfaction.NotRated });
        Assert.Equal(TicketState.InProgress, called.State);
        Assert.Null(called.CallbackTask);
        Assert.Equal(TicketState.InProgress, called.Callbacks[0].TicketState);

        var approved = called.FeedBack("2022-10-06 10:00").Approve("2022-10-06 11:00");
        Assert.Equal(CallbackCause.FeedbackApproved, approved.CallbackTask!.Cause);
        Assert.Equal(0, approved.CallbackTask.Attempts);
        Assert.Equal(TicketState.Closed, approved.CallBack("2022-10-06 12:00", Given.Solved).State);
    }

    [Fact]
    public void An_open_ticket_never_closes_because_the_claimant_is_out_of_reach()
    {
        var open = Given.Dispatched().Fire("2022-10-05 10:01");

        var after = Unanswered(open, "2022-10-05 10:30", "2022-10-05 11:30", "2022-10-06 10:30");

        Assert.Equal(TicketState.Dispatched, after.State);
        Assert.Null(after.CallbackTask);
    }

    [Fact]
    public void Not_contacted_contradicts_a_contact_record()
    {
        var denied = Given.Solved with { Contacted = V1.Contacted.No };
        var notReached = Given.Dispatched().Fire("2022-10-05 10:01");

        Assert.True(Approved().CallBack("2022-09-30 17:00", denied).Callbacks[0].ContradictsContactRecord);
        Assert.False(Approved().CallBack("2022-09-30 17:00", Given.Solved).Callbacks[0].ContradictsContactRecord);
        Assert.False(notReached.CallBack("2022-10-05 10:30", denied).Callbacks[0].ContradictsContactRecord);
    }

    private static TicketRecord Unanswered(TicketRecord ticket, params string[] at) =>
        at.Aggregate(ticket, (tried, time) => tried.CallBack(time, Given.NoAnswer));

    private static TicketRecord Claim(TicketRecord ticket, ActorRecord agent, string at) =>
        ClaimRule.Claim(ticket, agent, Given.Beijing(at), Given.Policy).Ticket;
}
