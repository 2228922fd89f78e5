namespace Hotline.Tracking.Tests.Deadlines;

public sealed class ClockVectorTests
{
    [Theory]
    [InlineData("EMERGENCY", "11:00", "10:20", "10:35", "12:00")]
    [InlineData("EPIDEMIC", "11:00", "10:20", "12:00", "34:00")]
    [InlineData("URGENT", "12:00", "10:35", "12:05", "34:05")]
    [InlineData("NORMAL", "34:00", "12:05", "34:05", "178:05")]
    [InlineData("COMPLEX", "34:00", "12:05", "34:05", "370:05")]
    public void Every_class_promises_the_limits_of_the_table(
        string urgency, string dispatch, string sign, string response, string feedback)
    {
        var ticket = Given.Dispatched(Given.Appeal(urgency));

        Assert.Equal(Hours(dispatch), ticket.Deadline(DeadlineKind.Dispatch).DueAt);
        Assert.Equal(Hours(sign), ticket.Deadline(DeadlineKind.Sign, "a1").DueAt);
        Assert.Equal(Hours(response), ticket.Deadline(DeadlineKind.Response, "a1").DueAt);
        Assert.Equal(Hours(feedback), ticket.Deadline(DeadlineKind.Feedback, "a1").DueAt);
    }

    [Fact]
    public void A_ticket_of_a_class_that_is_not_configured_here_opens_and_runs_by_the_limits_of_the_most_urgent()
    {
        var ticket = Given.Dispatched(Given.Appeal("FLOOD"));

        Assert.Equal("FLOOD", ticket.Appeal!.Urgency);
        var mostUrgent = Given.Dispatched(Given.Appeal("EMERGENCY"));
        Assert.Equal(mostUrgent.Deadlines.Select(d => (d.Kind, d.DueAt)), ticket.Deadlines.Select(d => (d.Kind, d.DueAt)));
        Assert.False(Given.Policy.Allow("FLOOD", Given.Beijing("2022-09-29 03:00")));
    }

    [Fact]
    public void The_citizen_clock_of_the_drainage_case_ends_seven_days_after_acceptance() =>
        Assert.Equal(Given.Beijing("2022-10-05 10:00"), Given.Opened().Deadline(DeadlineKind.Citizen).DueAt);

    [Fact]
    public void A_pandemic_case_is_answered_within_two_hours_and_done_within_a_day_of_the_call()
    {
        var ticket = Given.Dispatched(Given.Appeal("EPIDEMIC", "2022-09-28 20:30"), Given.Lead("2022-09-28 20:35"));

        Assert.Equal(Given.Beijing("2022-09-28 22:30"), ticket.Deadline(DeadlineKind.Response, "a1").DueAt);
        Assert.Equal(Given.Beijing("2022-09-29 20:30"), ticket.Deadline(DeadlineKind.Feedback, "a1").DueAt);
        Assert.Equal(Given.Beijing("2022-09-28 20:50"), ticket.Deadline(DeadlineKind.Sign, "a1").DueAt);
    }

    [Fact]
    public void The_unit_clock_of_an_ordinary_case_runs_from_its_own_dispatch()
    {
        var ticket = Given.Dispatched(null, Given.Lead("2022-09-29 08:00"));

        Assert.Equal(Given.Beijing("2022-10-06 08:00"), ticket.Deadline(DeadlineKind.Feedback, "a1").DueAt);
        Assert.Equal(Given.Beijing("2022-10-05 10:00"), ticket.Deadline(DeadlineKind.Citizen).DueAt);
    }

    [Theory]
    [InlineData("EMERGENCY", "12:30", "13:00", "13:00")]
    [InlineData("EPIDEMIC", "13:00", "13:30", "34:00")]
    [InlineData("EPIDEMIC", "33:50", "34:20", "34:20")]
    [InlineData("EMERGENCY", "10:05", "10:35", "12:00")]
    public void No_unit_is_late_before_it_could_act(string urgency, string dispatched, string response, string feedback)
    {
        var lead = Given.Lead() with { DispatchedAt = Hours(dispatched) };
        var ticket = Given.Dispatched(Given.Appeal(urgency), lead);

        Assert.Equal(Hours(response), ticket.Deadline(DeadlineKind.Response, "a1").DueAt);
        Assert.Equal(Hours(feedback), ticket.Deadline(DeadlineKind.Feedback, "a1").DueAt);
    }

    [Theory]
    [InlineData("2022-09-28 10:40", "2022-09-28 12:40", "2022-09-29 10:40", "2022-10-05 10:05")]
    [InlineData("2022-10-05 09:05", "2022-10-05 10:05", "2022-10-05 10:05", "2022-10-05 10:05")]
    [InlineData("2022-10-05 10:05", "2022-10-05 12:05", "2022-10-06 10:05", "2022-10-12 10:05")]
    public void What_is_passed_down_ends_with_its_parent_at_the_latest(string dispatched, string sign, string response, string feedback)
    {
        var part = Given.Sub(dispatched) with { NeedsContact = true };
        var ticket = Given.Handling().Dispatch(Given.Lead(), part);

        Assert.Equal(Given.Beijing(sign), ticket.Deadline(DeadlineKind.Sign, "a2").DueAt);
        Assert.Equal(Given.Beijing(response), ticket.Deadline(DeadlineKind.Response, "a2").DueAt);
        Assert.Equal(Given.Beijing(feedback), ticket.Deadline(DeadlineKind.Feedback, "a2").DueAt);
    }

    [Fact]
    public void The_dispatch_deadline_is_met_when_Routing_dispatched_however_late_we_hear_of_it()
    {
        var late = Given.Opened().Fire("2022-09-29 12:00");
        Assert.NotNull(late.Deadline(DeadlineKind.Dispatch).BreachedAt);

        var heard = late.Dispatch(Given.Lead("2022-09-29 09:59")).Deadline(DeadlineKind.Dispatch);

        Assert.Equal(Given.Beijing("2022-09-29 09:59"), heard.MetAt);
        Assert.Null(heard.BreachedAt);
    }

    private static DateTime Hours(string clock)
    {
        var parts = clock.Split(':').Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return Given.Beijing("2022-09-28 00:00").AddHours(parts[0]).AddMinutes(parts[1]);
    }
}
