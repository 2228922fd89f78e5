namespace Hotline.Tracking.Tests.Lifecycle;

public sealed class ReviewTests
{
    [Fact]
    public void An_approved_result_ends_the_leads_part_and_makes_a_call_back_due()
    {
        var ticket = Given.Replied().Approve("2022-09-30 16:00");

        Assert.Equal(TicketState.PendingCallback, ticket.State);
        Assert.Equal(AssignmentState.Done, ticket.Lead!.State);
        Assert.Equal(CallbackCause.FeedbackApproved, ticket.CallbackTask!.Cause);
        Assert.Equal(Given.Beijing("2022-09-30 16:00"), ticket.Deadline(DeadlineKind.Review, "a1").MetAt);
    }

    [Fact]
    public void A_rejected_result_sends_the_lead_back_to_work()
    {
        var ticket = Given.Replied().Reject("2022-09-30 16:00");

        Assert.Equal(TicketState.InProgress, ticket.State);
        Assert.Equal(AssignmentState.Handling, ticket.Lead!.State);
        Assert.Null(ticket.CallbackTask);
        Assert.Equal(RejectionReason.Incomplete, ticket.Lead.Feedbacks[0].Review!.Reason);

        var again = ticket.FeedBack("2022-10-01 09:00");
        Assert.Equal(TicketState.Replied, again.State);
        Assert.Equal(2, again.Lead!.Feedbacks.Count);
        Assert.Single(again.Deadlines, d => d.Kind == DeadlineKind.Review && d.IsOpen);
        Assert.Equal(TicketState.PendingCallback, again.Approve("2022-10-01 10:00").State);
    }

    [Fact]
    public void A_review_has_a_day_from_the_feedback() =>
        Assert.Equal(Given.Beijing("2022-10-01 15:00"), Given.Replied().Deadline(DeadlineKind.Review, "a1").DueAt);

    [Fact]
    public void Who_handled_does_not_review()
    {
        var duty = Refusals.Refused(() => Given.Replied().Approve("2022-09-30 16:00", Given.Liaison), ErrorReason.SeparationOfDuty);

        Assert.Equal("review", duty.Facts["duty"]);
    }

    [Fact]
    public void Every_kind_of_handling_bars_from_reviewing()
    {
        var ticket = Given.Dispatched()
            .Sign("2022-09-28 10:08", by: Person("signs")).Contact("2022-09-28 10:25", by: Person("calls"))
            .Start("2022-09-28 10:30", by: Person("starts")).FeedBack("2022-09-28 11:00", by: Person("answers"));

        Assert.All(["signs", "calls", "starts", "answers"], subject =>
            Refusals.Refused(() => ticket.Approve("2022-09-28 12:00", Person(subject)), ErrorReason.SeparationOfDuty));
    }

    [Fact]
    public void A_mandatory_part_that_came_during_the_review_is_looked_at_again()
    {
        var ticket = Given.Replied().Dispatch(Given.Lead(), Given.Sub("2022-09-30 15:30"));
        Refusals.Guarded(() => ticket.Approve("2022-09-30 16:00"), "mandatory_part_open");
        Assert.Equal(TicketState.InProgress, ticket.Reject("2022-09-30 16:00").State);

        var done = ticket.Sign("2022-09-30 16:10", "a2", Given.Worker).Start("2022-09-30 16:20", "a2", Given.Worker)
            .FeedBack("2022-09-30 17:00", "a2", Given.Worker);
        Assert.Equal(TicketState.PendingCallback, done.Approve("2022-09-30 17:10").State);
    }

    [Fact]
    public void A_mandatory_part_that_comes_after_the_approval_binds_nobody()
    {
        var ticket = Given.Replied().Approve("2022-09-30 16:00").Dispatch(Given.Lead(), Given.Sub("2022-09-30 15:59"));
        Assert.False(ticket.Assignments[1].Routed.IsMandatory);

        var again = ticket.Dispatch(Given.Lead(), Given.Sub("2022-09-30 15:59"));
        Assert.False(again.Assignments[1].Routed.IsMandatory);
        Assert.Equal(TicketState.Closed, again.CallBack("2022-09-30 17:00", Given.Solved).State);
    }

    [Fact]
    public void A_level_above_the_lead_reviews()
    {
        var replied = Given.Replied();

        Assert.Equal(Given.Root, Refusals.Refused(() => Review(replied, Given.Town), ErrorReason.UnitMissing).Facts["unit_id"]);
        Review(replied, Given.Root);
        Assert.False(replied.Approve("2022-09-30 16:00").Lead!.Feedbacks[0].Review!.IsSameLevel);
    }

    [Fact]
    public void Where_the_root_leads_the_root_reviews_and_it_is_marked()
    {
        var routed = Given.Lead() with { UnitId = Given.Root, Scope = [Given.Root] };
        var replied = Given.Handling(null, routed).FeedBack("2022-09-30 15:00");
        Refusals.Refused(() => Review(replied, Given.Town), ErrorReason.UnitMissing);
        Review(replied, Given.Root);

        var approved = replied.Approve("2022-09-30 16:00");
        Assert.True(approved.Lead!.Feedbacks[0].Review!.IsSameLevel);
        Assert.True(approved.CallBack("2022-09-30 17:00", Given.Solved).Callbacks[0].IsSameLevel);
    }

    [Fact]
    public void Nothing_is_reviewed_before_it_is_submitted() =>
        Refusals.Illegal(() => Given.Dispatched().Sign("2022-09-28 10:08").Contact("2022-09-28 10:25").Approve("2022-09-30 16:00"));

    private static object? Review(TicketRecord ticket, string unit)
    {
        UnitDuty.MustReview(ticket, [unit]);
        return null;
    }

    private static ActorRecord Person(string subject) => new() { Subject = subject, Role = Role.ReplyAuditor, UnitId = Given.Root };
}
