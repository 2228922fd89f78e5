namespace Hotline.Tracking.Tests.Lifecycle;

public sealed class EtagTests
{
    [Fact]
    public void Changes_with_state_assignments_and_promised_instants()
    {
        var dispatched = Given.Dispatched();
        string[] etags =
        [
            Etags.Of(Given.Opened()), Etags.Of(dispatched), Etags.Of(dispatched.Sign("2022-09-28 10:08")),
            Etags.Of(Given.Replied()), Etags.Of(Given.Replied().Reject("2022-09-30 16:00")),
        ];

        Assert.Equal(etags.Length, etags.Distinct().Count());
    }

    [Fact]
    public void Stays_when_a_clock_runs_out_the_appeal_changes_or_an_agent_claims()
    {
        var ticket = Given.Replied().Approve("2022-09-30 16:00");
        var claimed = ClaimRule.Claim(ticket, Given.Agent, Given.Beijing("2022-09-30 16:30"), Given.Policy).Ticket;

        Assert.Equal(Etags.Of(ticket), Etags.Of(ticket.Fire("2022-10-05 10:01")));
        Assert.Equal(Etags.Of(ticket), Etags.Of(ticket with { Appeal = ticket.Appeal! with { Content = "补充" } }));
        Assert.Equal(Etags.Of(ticket), Etags.Of(claimed));
    }
}
