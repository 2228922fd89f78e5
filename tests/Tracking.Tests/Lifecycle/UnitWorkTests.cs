namespace Hotline.Tracking.Tests.Lifecycle;

public sealed class UnitWorkTests
{
    [Fact]
    public void The_ticket_moves_with_its_lead_alone()
    {
        var ticket = Given.Dispatched(null, Given.Lead(), Given.CoHandler())
            .Sign("2022-09-28 10:08", "a3").Contact("2022-09-28 10:10", "a3");
        Assert.Equal(TicketState.Dispatched, ticket.State);

        ticket = ticket.Sign("2022-09-28 10:11");
        Assert.Equal(TicketState.Dispatched, ticket.State);

        Assert.Equal(TicketState.InProgress, ticket.Contact("2022-09-28 10:25").State);
    }

    [Fact]
    public void The_first_lead_that_signs_is_the_first_receiver_and_no_co_handler_before_it()
    {
        var helped = Given.Dispatched(null, Given.Lead(), Given.CoHandler()).Sign("2022-09-28 10:08", "a3");
        Assert.Null(helped.FirstReceiverUnitId);

        Assert.Equal(Given.Town, helped.Sign("2022-09-28 10:09").FirstReceiverUnitId);
    }

    [Fact]
    public void A_contact_needs_a_signature() =>
        Refusals.Guarded(() => Given.Dispatched().Contact("2022-09-28 10:25"), "not_signed");

    [Fact]
    public void Only_a_contact_that_reached_the_claimant_answers_the_response_clock()
    {
        var missed = Given.Dispatched().Sign("2022-09-28 10:08").Contact("2022-09-28 10:25", result: ContactResult.NoAnswer);
        Assert.True(missed.Deadline(DeadlineKind.Response, "a1").IsOpen);
        Assert.Equal(AssignmentState.Signed, missed.Lead!.State);
        Assert.Equal(TicketState.Dispatched, missed.State);

        var reached = missed.Contact("2022-09-28 11:00");
        Assert.Equal(Given.Beijing("2022-09-28 11:00"), reached.Deadline(DeadlineKind.Response, "a1").MetAt);
        Assert.Equal(2, reached.Lead!.Contacts.Count);
    }

    [Fact]
    public void Handling_starts_after_the_claimant_was_reached() =>
        Refusals.Guarded(() => Given.Dispatched().Sign("2022-09-28 10:08").Start("2022-09-28 10:30"), "no_contact_record");

    [Fact]
    public void A_result_needs_a_contact_that_reached_the_claimant()
    {
        var signed = Given.Dispatched().Sign("2022-09-28 10:08").Contact("2022-09-28 10:25", result: ContactResult.NoAnswer);

        Refusals.Guarded(() => signed.FeedBack("2022-09-28 11:00"), "no_contact_record");
    }

    [Fact]
    public void Who_claims_it_is_solved_shows_what_proves_it()
    {
        var handling = Given.Handling();

        Refusals.Guarded(() => handling.FeedBack("2022-09-28 11:00", evidence: " "), "evidence_missing");
        Refusals.Guarded(() => handling.FeedBack("2022-09-28 11:00", evidence: "\u200B\u2060"), "evidence_missing");
        Assert.Equal(TicketState.Replied, handling.FeedBack("2022-09-28 11:00", solved: false, evidence: "").State);
    }

    [Fact]
    public void The_lead_waits_for_every_mandatory_part()
    {
        var ticket = Given.Handling().Dispatch(Given.Lead(), Given.Sub());
        Refusals.Guarded(() => ticket.FeedBack("2022-09-30 15:00"), "mandatory_part_open");

        ticket = ticket.Sign("2022-09-28 11:00", "a2", Given.Worker).Contact("2022-09-28 11:10", "a2", by: Given.Worker)
            .Start("2022-09-28 11:20", "a2", Given.Worker).FeedBack("2022-09-29 09:00", "a2", Given.Worker);
        Assert.Equal(AssignmentState.Done, ticket.Assignments[1].State);
        Assert.Equal(TicketState.InProgress, ticket.State);
        Assert.DoesNotContain(ticket.Deadlines, d => d.Kind == DeadlineKind.Review);

        Assert.Equal(TicketState.Replied, ticket.FeedBack("2022-09-30 15:00").State);
    }

    [Fact]
    public void The_lead_waits_for_a_mandatory_co_handler()
    {
        var ticket = Given.Handling(null, Given.Lead(), Given.CoHandler(mandatory: true));
        Refusals.Guarded(() => ticket.FeedBack("2022-09-30 15:00"), "mandatory_part_open");

        ticket = ticket.Sign("2022-09-28 11:00", "a3").Contact("2022-09-28 11:10", "a3")
            .Start("2022-09-28 11:20", "a3").FeedBack("2022-09-29 09:00", "a3");
        Assert.Equal(TicketState.Replied, ticket.FeedBack("2022-09-30 15:00").State);
    }

    [Fact]
    public void A_part_that_is_not_mandatory_blocks_nothing_and_may_end_later()
    {
        var ticket = Given.Dispatched(null, Given.Lead(), Given.CoHandler()).Sign("2022-09-28 10:08").Contact("2022-09-28 10:25")
            .Start("2022-09-28 10:30").FeedBack("2022-09-29 09:00").Approve("2022-09-29 10:00");

        var later = ticket.Sign("2022-09-29 11:00", "a3");

        Assert.Equal(TicketState.PendingCallback, later.State);
        Assert.Equal(AssignmentState.Signed, later.Assignments[1].State);
    }

    [Fact]
    public void Sub_dispatch_before_the_contact_with_the_claimant_is_marked()
    {
        var signed = Given.Dispatched().Sign("2022-09-28 10:08");
        var unchecked_ = signed.Dispatch(Given.Lead(), Given.Sub());
        var missed = signed.Contact("2022-09-28 10:25", result: ContactResult.NoAnswer).Dispatch(Given.Lead(), Given.Sub());
        var checked_ = signed.Contact("2022-09-28 10:25").Dispatch(Given.Lead(), Given.Sub());

        Assert.True(unchecked_.Assignments[1].PassedDownUnchecked);
        Assert.True(missed.Assignments[1].PassedDownUnchecked);
        Assert.False(checked_.Assignments[1].PassedDownUnchecked);
        Assert.False(checked_.Assignments[0].PassedDownUnchecked);
    }

    [Fact]
    public void A_slow_clock_never_shows_a_signature_before_the_dispatch()
    {
        var outcome = SignRule.Sign(Given.Dispatched(), "a1", Given.Liaison, Given.Beijing("2022-09-28 10:04"));

        Assert.Equal(Given.Beijing("2022-09-28 10:05"), Assert.Single(outcome.Facts).OccurredAt);
        Assert.Equal(Given.Beijing("2022-09-28 10:05"), outcome.Ticket.Lead!.SignedAt);
    }

    [Fact]
    public void An_unknown_part_is_not_found() =>
        Refusals.Refused(() => Given.Dispatched().Sign("2022-09-28 10:08", "a9"), ErrorReason.NotFound);

    [Fact]
    public void After_closing_no_unit_works_on()
    {
        var closed = Given.Dispatched(null, Given.Lead(), Given.CoHandler())
            .Sign("2022-09-28 10:08").Contact("2022-09-28 10:25").Start("2022-09-28 10:30").FeedBack("2022-09-30 15:00")
            .Approve("2022-09-30 16:00").CallBack("2022-09-30 17:00", Given.Solved);

        Refusals.Illegal(() => closed.Sign("2022-09-30 18:00", "a3"));
        Refusals.Illegal(() => closed.Contact("2022-09-30 18:00"));
        Refusals.Illegal(() => closed.Start("2022-09-30 18:00"));
        Refusals.Illegal(() => closed.FeedBack("2022-09-30 18:00"));
        Refusals.Illegal(() => closed.Approve("2022-09-30 18:00"));
        Refusals.Guarded(() => closed.CallBack("2022-09-30 18:00", Given.Solved), "no_callback_due");
    }
}
