using Hotline.Tracking.Lifecycle;

namespace Hotline.Tracking.Tests.Deadlines;

/// <summary>An order of the level above brings its own deadlines: they stand beside ours, and the stricter drives the lamps.</summary>
public sealed class UpstreamClockTests
{
    private static readonly UpstreamRecord Order = new()
    {
        System = "BJ12345",
        Number = "DH2022092800017",
        DispatchedAt = Given.Beijing("2022-09-28 09:30"),
        SignDueAt = Given.Beijing("2022-09-28 11:05"),
        ResponseDueAt = Given.Beijing("2022-09-28 14:05"),
        CompletionDueAt = Given.Beijing("2022-10-01 10:05"),
    };

    private static AppealRecord Appeal(UpstreamRecord? order = null) => Given.Appeal() with { Upstream = order ?? Order };

    [Fact]
    public void Its_deadlines_stand_beside_ours_and_change_none_of_them()
    {
        var (ours, both) = (Given.Dispatched(), Given.Dispatched(Appeal()));

        Assert.Equal(
            ours.Deadlines.Select(d => (d.Kind, d.PartId, d.StartsAt, d.DueAt)),
            both.Deadlines.Where(d => !IsUpstream(d)).Select(d => (d.Kind, d.PartId, d.StartsAt, d.DueAt)));
        Assert.Equal(
            [
                (DeadlineKind.UpstreamSign, null, Order.DispatchedAt, Order.SignDueAt!.Value),
                (DeadlineKind.UpstreamResponse, null, Order.DispatchedAt, Order.ResponseDueAt!.Value),
                (DeadlineKind.UpstreamCompletion, null, Order.DispatchedAt, Order.CompletionDueAt!.Value),
            ],
            both.Deadlines.Where(IsUpstream).Select(d => (d.Kind, d.PartId, d.StartsAt, d.DueAt)));
        Assert.All(ours.Deadlines, d => Assert.Equal(d.DueAt, d.RedAt));
    }

    [Theory]
    [InlineData(DeadlineKind.Sign, "a1", "2022-09-28 10:50", "2022-09-28 11:05", "2022-09-28 12:05")]
    [InlineData(DeadlineKind.Response, "a1", "2022-09-28 13:05", "2022-09-28 14:05", "2022-09-29 10:05")]
    [InlineData(DeadlineKind.Feedback, "a1", "2022-09-30 16:05", "2022-10-01 10:05", "2022-10-05 10:05")]
    [InlineData(DeadlineKind.Citizen, null, "2022-09-30 16:03:45", "2022-10-01 10:05", "2022-10-05 10:00")]
    public void The_stricter_drives_the_lamp_and_ours_breaches_at_its_own_instant(
        DeadlineKind kind, string? part, string yellow, string red, string due)
    {
        var ticket = Given.Dispatched(Appeal());
        var deadline = ticket.Deadline(kind, part);

        Assert.Equal(Lamp.Green, deadline.At(Given.Beijing(yellow).AddSeconds(-1)));
        Assert.Equal(Lamp.Yellow, deadline.At(Given.Beijing(yellow)));
        Assert.Equal(Lamp.Yellow, deadline.At(Given.Beijing(red)));
        Assert.Equal(Lamp.Red, deadline.At(Given.Beijing(red).AddMilliseconds(1)));
        Assert.Equal(Given.Beijing(due), deadline.DueAt);
        Assert.Null(ticket.Fire(due).Deadline(kind, part).BreachedAt);
    }

    [Fact]
    public void Where_ours_is_the_stricter_it_drives_the_lamp()
    {
        var lax = Order with { SignDueAt = Given.Beijing("2022-09-29 10:00"), CompletionDueAt = Given.Beijing("2022-12-01 10:00") };

        Assert.All(
            Given.Dispatched(Appeal(lax)).Deadlines
                .Where(d => d.Kind is DeadlineKind.Sign or DeadlineKind.Feedback or DeadlineKind.Citizen),
            d => Assert.Equal(d.DueAt, d.RedAt));
    }

    [Fact]
    public void No_lamp_shows_a_unit_late_before_it_could_act()
    {
        var ticket = Given.Dispatched(Appeal(), Given.Lead("2022-10-02 09:00"));

        Assert.Equal(Given.Beijing("2022-10-02 09:15"), ticket.Deadline(DeadlineKind.Sign, "a1").RedAt);
        Assert.Equal(Given.Beijing("2022-10-02 11:15"), ticket.Deadline(DeadlineKind.Response, "a1").RedAt);
        Assert.Equal(Given.Beijing("2022-10-02 11:15"), ticket.Deadline(DeadlineKind.Feedback, "a1").RedAt);
        Assert.Equal(Lamp.Red, ticket.Deadline(DeadlineKind.Citizen).At(Given.Beijing("2022-10-02 09:00")));
    }

    [Fact]
    public void Who_works_for_the_lead_sees_the_completion_too_and_signs_by_our_limit()
    {
        var ticket = Given.Handling(Appeal()).Dispatch(Given.Lead(), Given.Sub());

        Assert.Equal(Order.CompletionDueAt, ticket.Deadline(DeadlineKind.Feedback, "a2").RedAt);
        Assert.Equal(ticket.Deadline(DeadlineKind.Sign, "a2").DueAt, ticket.Deadline(DeadlineKind.Sign, "a2").RedAt);
    }

    [Fact]
    public void The_lead_signs_the_claimant_is_reached_and_an_approved_result_completes()
    {
        var ticket = Given.Handling(Appeal()).FeedBack("2022-09-30 15:00").Approve("2022-09-30 16:00");

        Assert.Equal(Given.Beijing("2022-09-28 10:08"), ticket.Deadline(DeadlineKind.UpstreamSign).MetAt);
        Assert.Equal(Given.Beijing("2022-09-28 10:25"), ticket.Deadline(DeadlineKind.UpstreamResponse).MetAt);
        Assert.Equal(Given.Beijing("2022-09-30 15:00"), ticket.Deadline(DeadlineKind.UpstreamCompletion).MetAt);
    }

    [Fact]
    public void Another_unit_signs_nothing_for_the_lead_and_waives_nothing_for_it()
    {
        var co = Given.CoHandler() with { NeedsContact = true };
        var appeal = Appeal() with { IsConfidential = true };
        var ticket = Given.Dispatched(appeal, Given.Lead(), co)
            .Sign("2022-09-28 10:08", "a3").Waive("2022-09-28 10:10", ContactWaiverReason.Confidential, "a3");

        Assert.True(ticket.Deadline(DeadlineKind.UpstreamSign).IsOpen);
        Assert.True(ticket.Deadline(DeadlineKind.UpstreamResponse).IsOpen);
        var signed = ticket.Sign("2022-09-28 10:20").Waive("2022-09-28 10:30", ContactWaiverReason.Confidential);
        Assert.Equal(Given.Beijing("2022-09-28 10:30"), signed.Deadline(DeadlineKind.UpstreamResponse).MetAt);
    }

    [Fact]
    public void What_it_set_and_what_passed_is_told_at_its_own_instant_also_when_it_passed_before_we_had_it()
    {
        var late = Order with { SignDueAt = Given.Beijing("2022-09-28 09:45") };
        var fired = FireRule.Fire(Given.Dispatched(Appeal(late)), Given.Beijing("2022-09-28 10:06"), Given.Policy)!;

        var told = Assert.Single(fired.Facts);
        Assert.Equal((FactType.DeadlineBreached, Given.Beijing("2022-09-28 09:45")), (told.Type, told.OccurredAt));
        Assert.Equal("DEADLINE_KIND_UPSTREAM_SIGN", told.Details["deadline_kind"]);
        Assert.Null(fired.Ticket.Fire("2022-10-01 10:06").CallbackTask);
    }

    [Fact]
    public void An_anonymous_claimant_is_owed_no_contact_by_any_level() =>
        Assert.DoesNotContain(
            Given.Opened(Appeal() with { IsAnonymous = true }).Deadlines, d => d.Kind == DeadlineKind.UpstreamResponse);

    [Fact]
    public void It_is_shown_with_the_ticket_and_survives_the_way_through_the_contract()
    {
        var ticket = Given.Dispatched(Appeal()).ToProto("t1", 2, Given.Beijing("2022-09-28 11:06"));

        var shown = ticket.Appeal.UpstreamOrder;
        Assert.Equal((Order.System, Order.Number, Order.CompletionDueAt), (shown.System, shown.Number, shown.CompletionDueAt.ToDateTime()));
        var sign = ticket.Deadlines.Single(d => d.Kind == DeadlineKind.Sign);
        Assert.Equal((Lamp.Red, Order.SignDueAt), (sign.Lamp, sign.RedAt.ToDateTime()));
        Assert.Null(sign.BreachedAt);
        Assert.Equal(Lamp.Red, ticket.Deadlines.Single(d => d.Kind == DeadlineKind.UpstreamSign).Lamp);
    }

    private static bool IsUpstream(DeadlineRecord deadline) =>
        deadline.Kind is DeadlineKind.UpstreamSign or DeadlineKind.UpstreamResponse or DeadlineKind.UpstreamCompletion;
}
