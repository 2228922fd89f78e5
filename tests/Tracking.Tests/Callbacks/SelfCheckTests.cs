namespace Hotline.Tracking.Tests.Callbacks;

/// <summary>What a unit below the root asks the claimant itself is kept, and settles nothing.</summary>
public sealed class SelfCheckTests
{
    private static readonly TicketRecord Approved = Given.Replied().Approve("2022-09-30 16:00");

    [Fact]
    public void A_towns_own_call_back_closes_nothing_and_leaves_the_hotlines_due()
    {
        var checked_ = Approved.CallBack("2022-09-30 17:00", Given.Solved, Given.TownAgent);

        Assert.Equal(TicketState.PendingCallback, checked_.State);
        Assert.Equal(Approved.CallbackTask, checked_.CallbackTask);
        var call = Assert.Single(checked_.Callbacks);
        Assert.Equal((CallbackLevel.Town, false), (call.Level, call.IsValid));

        var closed = checked_.CallBack("2022-09-30 17:30", Given.Solved);
        Assert.Equal((TicketState.Closed, CallbackLevel.District), (closed.State, closed.Callbacks[^1].Level));
        Assert.Equal(1, closed.Callbacks[^1].Attempt);
    }

    [Fact]
    public void Three_attempts_of_the_town_make_nobody_unreachable()
    {
        var tried = new[] { "2022-09-30 17:00", "2022-10-01 09:00", "2022-10-02 09:00" }
            .Aggregate(Approved, (ticket, at) => ticket.CallBack(at, Given.NoAnswer, Given.TownAgent));

        Assert.Equal((TicketState.PendingCallback, 0), (tried.State, tried.CallbackTask!.Attempts));
    }

    [Fact]
    public void A_self_check_that_said_solved_spares_nobody_the_hotlines_call() => Assert.NotNull(
        Given.Handling().CallBack("2022-09-29 10:00", Given.Solved, Given.TownAgent).FeedBack("2022-09-30 15:00")
            .Approve("2022-09-30 16:00").CallbackTask);

    [Fact]
    public void A_self_check_needs_nothing_due_but_an_open_ticket_and_an_hour_for_calls()
    {
        var handling = Given.Handling();

        Assert.Single(handling.CallBack("2022-09-29 10:00", Given.Solved, Given.TownAgent).Callbacks);
        Refusals.Guarded(() => handling.CallBack("2022-09-29 21:00", Given.Solved, Given.TownAgent), "too_early");
        var closed = Approved.CallBack("2022-09-30 17:00", Given.Solved);
        Refusals.Illegal(() => closed.CallBack("2022-09-30 18:00", Given.Solved, Given.TownAgent));
    }

    [Fact]
    public void A_town_claims_no_call_back_from_the_hotline() => Assert.Equal(
        Given.Root,
        Refusals.Refused(
            () => ClaimRule.Claim(Approved, Given.TownAgent, Given.Beijing("2022-09-30 17:00"), Given.Policy),
            ErrorReason.UnitMissing).Facts["unit_id"]);

    [Fact]
    public void Who_handled_checks_nothing_and_who_checked_handles_no_more()
    {
        Refusals.Refused(() => Approved.CallBack("2022-09-30 17:00", Given.Solved, Given.Liaison), ErrorReason.SeparationOfDuty);
        var checked_ = Given.Handling().CallBack("2022-09-29 10:00", Given.Solved, Given.TownAgent);
        Refusals.Refused(() => checked_.FeedBack("2022-09-30 15:00", by: Given.TownAgent), ErrorReason.SeparationOfDuty);
    }
}
