namespace Hotline.Tracking.Tests.Contacts;

/// <summary>Whom a unit must contact, when a contact took place, and what is no contact.</summary>
public sealed class ContactTests
{
    private static readonly AppealRecord Confidential = Given.Appeal() with { IsConfidential = true };

    [Fact]
    public void The_lead_alone_owes_a_contact_unless_whoever_gave_the_part_says_otherwise()
    {
        var ticket = Given.Dispatched(null, Given.Lead(), Given.CoHandler(), Given.CoHandler("a4") with { NeedsContact = true });

        Assert.Equal(
            ["a1", "a4"],
            ticket.Deadlines.Where(d => d.Kind == DeadlineKind.Response).Select(d => d.PartId));
        var signed = ticket.Sign("2022-09-28 10:08", "a3").Sign("2022-09-28 10:08", "a4");
        var done = signed.Start("2022-09-28 10:30", "a3").FeedBack("2022-09-28 11:00", "a3");
        Assert.Equal(AssignmentState.Done, done.Assignments[1].State);
        Refusals.Guarded(() => signed.Start("2022-09-28 10:30", "a4"), "no_contact_record");
    }

    [Fact]
    public void Who_owes_no_contact_may_make_one() => Assert.Equal(
        AssignmentState.Handling,
        Given.Dispatched(null, Given.Lead(), Given.CoHandler()).Sign("2022-09-28 10:08", "a3").Contact("2022-09-28 10:10", "a3")
            .Start("2022-09-28 10:30", "a3").Assignments[1].State);

    [Fact]
    public void A_contact_counts_from_when_it_took_place_and_says_when_it_was_recorded()
    {
        var late = Given.Dispatched().Sign("2022-09-28 10:08").Fire("2022-09-29 10:06");
        Assert.NotNull(late.Deadline(DeadlineKind.Response, "a1").BreachedAt);

        var ticket = late.Contact("2022-09-29 11:00", took: "2022-09-29 10:05");

        var contact = Assert.Single(ticket.Lead!.Contacts);
        Assert.Equal(
            (Given.Beijing("2022-09-29 10:05"), Given.Beijing("2022-09-29 11:00")), (contact.ContactedAt, contact.RecordedAt));
        Assert.Null(ticket.Deadline(DeadlineKind.Response, "a1").BreachedAt);
    }

    [Fact]
    public void A_contact_took_place_between_the_dispatch_and_now()
    {
        var signed = Given.Dispatched().Sign("2022-09-28 10:08");

        Refusals.Guarded(() => signed.Contact("2022-09-28 10:25", took: "2022-09-28 10:25:01"), "contact_in_future");
        Refusals.Guarded(() => signed.Contact("2022-09-28 10:25", took: "2022-09-28 10:04:59"), "contact_before_dispatch");
        Assert.Equal(TicketState.InProgress, signed.Contact("2022-09-28 10:25", took: "2022-09-28 10:05").State);
    }

    [Theory]
    [InlineData(ContactResult.NoAnswer)]
    [InlineData(ContactResult.Refused)]
    [InlineData(ContactResult.PoweredOff)]
    [InlineData(ContactResult.WrongNumber)]
    [InlineData(ContactResult.NotClaimant)]
    [InlineData(ContactResult.CallLater)]
    public void Only_the_claimant_himself_answers_the_response_clock(ContactResult result)
    {
        var tried = Given.Dispatched().Sign("2022-09-28 10:08").Contact("2022-09-28 10:25", result: result);

        Assert.Equal(AssignmentState.Signed, tried.Lead!.State);
        Assert.True(tried.Deadline(DeadlineKind.Response, "a1").IsOpen);
    }

    [Fact]
    public void Of_a_confidential_matter_the_hotline_makes_the_contact_for_the_unit()
    {
        var relayed = Given.Dispatched(Confidential).Sign("2022-09-28 10:08").Contact("2022-09-28 10:25", by: Given.Operator);

        Assert.True(Assert.Single(relayed.Lead!.Contacts).IsRelayed);
        Assert.Equal(TicketState.InProgress, relayed.State);
        Assert.Equal(Given.Beijing("2022-09-28 10:25"), relayed.Deadline(DeadlineKind.Response, "a1").MetAt);
    }

    [Fact]
    public void The_hotline_relays_nothing_that_the_unit_can_do_itself() => Refusals.Guarded(
        () => Given.Dispatched().Sign("2022-09-28 10:08").Contact("2022-09-28 10:25", by: Given.Operator), "not_confidential");

    [Fact]
    public void Who_relayed_a_contact_does_not_call_back()
    {
        var handled = Given.Dispatched(Confidential).Sign("2022-09-28 10:08").Contact("2022-09-28 10:25", by: Given.Agent)
            .Start("2022-09-28 10:30").FeedBack("2022-09-30 15:00").Approve("2022-09-30 16:00");

        Refusals.Refused(() => handled.CallBack("2022-09-30 17:00", Given.Solved), ErrorReason.SeparationOfDuty);
        Assert.Equal(TicketState.Closed, handled.CallBack("2022-09-30 17:00", Given.Solved, Given.OtherAgent).State);
    }
}
