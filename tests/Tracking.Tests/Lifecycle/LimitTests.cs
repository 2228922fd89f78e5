namespace Hotline.Tracking.Tests.Lifecycle;

/// <summary>A ticket's document does not grow without end, and no limit shuts a ticket in.</summary>
public sealed class LimitTests
{
    [Fact]
    public void A_ticket_takes_so_many_contacts_and_still_the_one_that_reaches_the_claimant()
    {
        var signed = Given.Dispatched().Sign("2022-09-28 10:08");
        for (var i = 0; i < TicketLimits.Contacts; i++)
        {
            signed = signed.Contact("2022-09-28 10:25", result: ContactResult.NoAnswer);
        }

        Refusals.Guarded(() => signed.Contact("2022-09-28 10:26", result: ContactResult.NoAnswer), "too_many_contacts");
        var reached = signed.Contact("2022-09-28 10:27");
        Assert.Equal(TicketState.InProgress, reached.State);
        Refusals.Guarded(() => reached.Contact("2022-09-28 10:28"), "too_many_contacts");
    }

    [Fact]
    public void A_ticket_takes_so_many_feedbacks_and_still_the_first_of_a_part()
    {
        var ticket = Given.Handling(null, Given.Lead(), Given.CoHandler())
            .Sign("2022-09-28 10:08", "a3").Contact("2022-09-28 10:25", "a3").Start("2022-09-28 10:30", "a3");
        for (var i = 0; i < TicketLimits.Feedbacks; i++)
        {
            ticket = ticket.FeedBack("2022-09-28 11:00").Reject("2022-09-28 11:00");
        }

        Refusals.Guarded(() => ticket.FeedBack("2022-09-28 12:00"), "too_many_feedbacks");
        Assert.Equal(AssignmentState.Done, ticket.FeedBack("2022-09-28 12:00", "a3").Assignments[1].State);
    }

    [Fact]
    public void A_ticket_takes_so_many_call_backs_and_still_the_one_that_closes_it()
    {
        var ticket = Given.Replied().Approve("2022-09-30 16:00");
        var day = Given.Beijing("2022-10-01 10:00");
        for (var i = 0; i < TicketLimits.Callbacks; i++)
        {
            ticket = RecordRule.Record(ticket, Given.CallLater, "", Given.Agent, day.AddDays(i), Given.Policy).Ticket;
        }

        var end = day.AddDays(200);
        Refusals.Guarded(() => RecordRule.Record(ticket, Given.CallLater, "", Given.Agent, end, Given.Policy), "too_many_callbacks");
        var solved = RecordRule.Record(ticket, Given.Solved, "", Given.Agent, end, Given.Policy).Ticket;
        Assert.Equal(TicketState.Closed, solved.State);
    }

    [Fact]
    public void Self_checks_of_a_unit_use_up_no_call_back()
    {
        var ticket = Given.Handling();
        for (var i = 0; i < TicketLimits.SelfChecks; i++)
        {
            ticket = ticket.CallBack("2022-09-30 10:00", Given.NoAnswer, Given.TownAgent);
        }

        Refusals.Guarded(() => ticket.CallBack("2022-09-30 10:00", Given.NoAnswer, Given.TownAgent), "too_many_callbacks");
        Assert.Equal(TicketLimits.SelfChecks, ticket.Callbacks[^1].Attempt);
        var called = ticket.Fire("2022-10-05 10:01").CallBack("2022-10-05 10:30", Given.Unsolved);
        Assert.Equal((1, true), (called.Callbacks[^1].Attempt, called.Callbacks[^1].IsValid));
    }
}
