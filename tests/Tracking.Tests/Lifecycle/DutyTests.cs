namespace Hotline.Tracking.Tests.Lifecycle;

/// <summary>No person does two of handling, reviewing and calling back for one ticket, whichever came first.</summary>
public sealed class DutyTests
{
    private static readonly ActorRecord Somebody = new() { Subject = "somebody", Role = Role.UnitLiaison, UnitId = Given.Root };

    /// <summary>Solved, but not rated: the claimant is asked again after the approval.</summary>
    private static readonly Answers Solved = Given.Solved with { Satisfaction = Satisfaction.NotRated };

    private static readonly TicketRecord Handling = Given.Handling();

    [Fact]
    public void Who_called_back_at_the_deadline_does_not_review_afterwards()
    {
        var replied = Handling.Fire("2022-10-05 10:01").CallBack("2022-10-05 10:30", Solved, Somebody).FeedBack("2022-10-06 10:00");

        Refused("review", () => replied.Approve("2022-10-06 11:00", Somebody));
        Assert.Equal(TicketState.PendingCallback, replied.Approve("2022-10-06 11:00").State);
    }

    [Theory]
    [InlineData("sign")]
    [InlineData("contact")]
    [InlineData("start")]
    [InlineData("feedback")]
    public void Who_called_back_does_not_handle_afterwards(string work)
    {
        var ticket = Before(work).Fire("2022-10-05 10:01").CallBack("2022-10-05 10:30", Solved, Somebody);

        Refused("handle", () => Do(work, ticket, Somebody, "2022-10-05 11:00"));
        Assert.NotNull(Do(work, ticket, Given.Liaison, "2022-10-05 11:00"));
    }

    [Fact]
    public void Who_reviewed_does_not_handle_afterwards()
    {
        var rejected = Given.Replied().Reject("2022-09-30 16:00");

        Refused("handle", () => rejected.Contact("2022-09-30 17:00", by: Given.Auditor));
        Refused("handle", () => rejected.FeedBack("2022-09-30 17:00", by: Given.Auditor));
    }

    [Fact]
    public void Who_passed_the_work_down_neither_reviews_nor_calls_back()
    {
        var passedDown = Given.Sub(mandatory: false) with { DispatchedBy = Somebody };
        var ticket = Handling.Dispatch(Given.Lead(), passedDown).FeedBack("2022-09-30 15:00");

        Refused("review", () => ticket.Approve("2022-09-30 16:00", Somebody));
        Refused("callback", () => ticket.Approve("2022-09-30 16:00").CallBack("2022-09-30 17:00", Solved, Somebody));
    }

    [Fact]
    public void Who_dispatched_at_the_first_level_has_not_handled()
    {
        var ticket = Given.Dispatched(null, Given.Lead() with { DispatchedBy = Somebody });

        Assert.DoesNotContain(Somebody.Subject, Duty.Handlers(ticket));
    }

    [Fact]
    public void The_same_duty_may_be_done_again()
    {
        var rejected = Given.Replied().Reject("2022-09-30 16:00");

        Assert.Equal(2, rejected.FeedBack("2022-10-01 09:00").Reject("2022-10-01 10:00").Lead!.Feedbacks.Count);
    }

    private static TicketRecord Before(string work) => work switch
    {
        "sign" => Given.Dispatched(),
        "contact" => Given.Dispatched().Sign("2022-09-28 10:08"),
        "start" => Given.Dispatched().Sign("2022-09-28 10:08").Contact("2022-09-28 10:25"),
        _ => Handling,
    };

    private static TicketRecord Do(string work, TicketRecord ticket, ActorRecord by, string at) => work switch
    {
        "sign" => ticket.Sign(at, by: by),
        "contact" => ticket.Contact(at, by: by),
        "start" => ticket.Start(at, by: by),
        _ => ticket.FeedBack(at, by: by),
    };

    private static void Refused(string duty, Func<object?> act) =>
        Assert.Equal(duty, Refusals.Refused(act, ErrorReason.SeparationOfDuty).Facts["duty"]);
}
