namespace Hotline.Tracking.Tests.Contacts;

/// <summary>A contact that cannot or need not be made is waived for a reason that is true, and never invented.</summary>
public sealed class WaiverTests
{
    public static TheoryData<ContactWaiverReason> Reasons =>
        [.. Enum.GetValues<ContactWaiverReason>().Where(reason => reason != ContactWaiverReason.Unspecified)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_waiver_whose_reason_is_not_true_is_refused(ContactWaiverReason reason) =>
        Refusals.Guarded(() => Given.Dispatched().Sign("2022-09-28 10:08").Waive("2022-09-28 10:25", reason), "waiver_unfounded");

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_waiver_answers_the_response_clock_at_its_own_instant_and_is_no_contact(ContactWaiverReason reason)
    {
        var waived = Founded(reason).Waive("2022-09-30 10:00", reason);

        Assert.Equal((TicketState.InProgress, AssignmentState.Contacted), (waived.State, waived.Lead!.State));
        Assert.Equal((reason, "liaison"), (waived.Lead.Waiver!.Reason, waived.Lead.Waiver.Actor.Subject));
        var response = waived.Fire("2022-09-30 10:00").Deadline(DeadlineKind.Response, "a1");
        Assert.Equal((Given.Beijing("2022-09-30 10:00"), response.DueAt), (response.MetAt, response.BreachedAt));
        Assert.False(waived.Lead.HasReachedClaimant);
        var replied = waived.Start("2022-09-30 10:05").FeedBack("2022-09-30 15:00");
        Assert.Equal(TicketState.Replied, replied.State);
        Assert.DoesNotContain(replied.Lead!.Contacts, c => c.HasReached);
    }

    [Fact]
    public void A_waiver_is_a_fact_of_its_own()
    {
        var waived = WaiverRule.Waive(
            Founded(ContactWaiverReason.Anonymous),
            "a1",
            ContactWaiverReason.Anonymous,
            "未留电话",
            Given.Liaison,
            Given.Beijing("2022-09-28 10:25"),
            Given.Policy);

        var fact = Assert.Single(waived.Facts);
        Assert.Equal(
            (FactType.ContactWaived, "CONTACT_WAIVER_REASON_ANONYMOUS"), (fact.Type, fact.Details["waiver_reason"]));
    }

    [Fact]
    public void Attempts_within_an_hour_or_on_one_day_do_not_make_a_claimant_unreachable()
    {
        var tried = Try(Given.Dispatched().Sign("2022-09-28 10:08"), "2022-09-28 11:00", "2022-09-28 12:00", "2022-09-28 13:00");
        Refusals.Guarded(() => tried.Waive("2022-09-28 13:01", ContactWaiverReason.Unreachable), "waiver_unfounded");

        var second = Try(tried, "2022-09-29 09:00");
        Assert.Equal(AssignmentState.Contacted, second.Waive("2022-09-29 09:01", ContactWaiverReason.Unreachable).Lead!.State);

        var rushed = Try(Given.Dispatched().Sign("2022-09-28 10:08"), "2022-09-28 23:58", "2022-09-28 23:59", "2022-09-29 00:01");
        Refusals.Guarded(() => rushed.Waive("2022-09-29 00:02", ContactWaiverReason.Unreachable), "waiver_unfounded");
    }

    [Fact]
    public void A_claimant_who_asks_for_another_time_is_not_unreachable()
    {
        var signed = Given.Dispatched().Sign("2022-09-28 10:08");
        var later = new[] { "2022-09-28 11:00", "2022-09-29 11:00", "2022-09-30 11:00" }
            .Aggregate(signed, (ticket, at) => ticket.Contact(at, result: ContactResult.CallLater));

        Refusals.Guarded(() => later.Waive("2022-09-30 11:01", ContactWaiverReason.Unreachable), "waiver_unfounded");
    }

    [Fact]
    public void An_emergency_waits_two_hours_for_its_claimant_and_not_two_days()
    {
        var tried = Try(
            Given.Dispatched(Given.Appeal("EMERGENCY")).Sign("2022-09-28 10:08"),
            "2022-09-28 10:10",
            "2022-09-28 11:10",
            "2022-09-28 12:10");

        Assert.Equal(TicketState.InProgress, tried.Waive("2022-09-28 12:10", ContactWaiverReason.Unreachable).State);
    }

    [Fact]
    public void A_waiver_needs_a_signature_and_a_contact_that_is_owed()
    {
        var anonymous = Given.Dispatched(Given.Appeal() with { IsAnonymous = true }, Given.Lead(), Given.CoHandler());

        Refusals.Guarded(() => anonymous.Waive("2022-09-28 10:25", ContactWaiverReason.Anonymous), "not_signed");
        var signed = anonymous.Sign("2022-09-28 10:08").Sign("2022-09-28 10:08", "a3");
        Refusals.Guarded(() => signed.Waive("2022-09-28 10:25", ContactWaiverReason.Anonymous, "a3"), "no_contact_owed");
        Refusals.Illegal(() => signed.Waive("2022-09-28 10:25", ContactWaiverReason.Anonymous)
            .Waive("2022-09-28 10:26", ContactWaiverReason.Anonymous));
    }

    [Fact]
    public void What_the_lead_need_not_check_is_not_passed_down_unchecked() => Assert.False(
        Founded(ContactWaiverReason.Anonymous).Waive("2022-09-28 10:25", ContactWaiverReason.Anonymous)
            .Dispatch(Given.Lead(), Given.Sub()).Assignments[1].PassedDownUnchecked);

    private static TicketRecord Founded(ContactWaiverReason reason)
    {
        var appeal = Given.Appeal();
        var signed = Given.Dispatched(appeal with
        {
            IsConfidential = reason == ContactWaiverReason.Confidential,
            IsAnonymous = reason == ContactWaiverReason.Anonymous,
            NoReplyWanted = reason == ContactWaiverReason.NoReplyWanted,
        }).Sign("2022-09-28 10:08");
        return reason == ContactWaiverReason.Unreachable
            ? Try(signed, "2022-09-28 11:00", "2022-09-28 15:00", "2022-09-29 09:30")
            : signed;
    }

    private static TicketRecord Try(TicketRecord ticket, params string[] at) =>
        at.Aggregate(ticket, (tried, time) => tried.Contact(time, result: ContactResult.NoAnswer));
}
