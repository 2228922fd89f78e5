using Hotline.Chassis.Deadlines;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.Deadlines;

public sealed class DeadlineListTests
{
    private static readonly DateTime Noon = new(2022, 10, 1, 4, 0, 0, DateTimeKind.Utc);

    // An hour and two hours; the second warns from its start, since it has no more than two hours.
    private static readonly DeadlineRecord<Promise> Arrive =
        DeadlineCalendar.Start(Promise.Arrive, "w1", Noon, TimeSpan.FromHours(1), new(0.75));
    private static readonly DeadlineRecord<Promise> Finish =
        DeadlineCalendar.Start(Promise.Finish, null, Noon, TimeSpan.FromHours(2), new(0.75, TimeSpan.FromHours(3)));

    // The later one stands first: the order of a list is not the order of passing.
    private static readonly IReadOnlyList<DeadlineRecord<Promise>> Both = [Finish, Arrive];

    private enum Promise
    {
        Arrive,
        Finish,
    }

    [Fact]
    public void A_limit_runs_in_natural_time_and_warns_by_its_share_or_by_what_is_left()
    {
        Assert.Equal((Noon.AddHours(1), Noon.AddMinutes(45)), (Arrive.DueAt, Arrive.YellowAt));
        Assert.Equal((Noon.AddHours(2), Noon), (Finish.DueAt, Finish.YellowAt));
    }

    [Theory]
    [InlineData(20, 20, 15)]
    [InlineData(60, 60, 45)]
    [InlineData(90, 60, 45)]
    [InlineData(0, 0, 0)]
    [InlineData(-30, -30, 0)]
    public void People_are_warned_by_the_stricter_of_two_promises_and_what_is_promised_stays(int stricter, int red, int yellow)
    {
        var warned = DeadlineCalendar.Start(Promise.Arrive, "w1", Noon, TimeSpan.FromHours(1), new(0.75), Noon.AddMinutes(stricter));

        Assert.Equal(
            (Noon.AddHours(1), Noon.AddMinutes(red), Noon.AddMinutes(yellow)), (warned.DueAt, warned.RedAt, warned.YellowAt));
    }

    [Fact]
    public void Deadlines_pass_after_their_instant_and_in_its_order()
    {
        Assert.Empty(Both.Passed(Noon.AddHours(1)));
        Assert.Equal([Arrive], Both.Passed(Noon.AddHours(1).AddMilliseconds(1)));
        Assert.Equal([Arrive, Finish], Both.Passed(Noon.AddDays(1)));
    }

    [Fact]
    public void What_has_fired_carries_its_own_instant_and_is_due_no_more()
    {
        var fired = Both.Fire(Arrive);

        Assert.Equal([null, Arrive.DueAt], fired.Select(d => d.BreachedAt));
        Assert.Equal((Arrive.DueAt, Finish.DueAt), (Both.NextDue(), fired.NextDue()));
        Assert.Equal([Finish], fired.Passed(Noon.AddDays(1)));
        Assert.Null(fired.Fire(Finish).NextDue());
    }

    [Fact]
    public void Meeting_names_the_kind_and_the_part()
    {
        Assert.Equal(Both, Both.Meet(Promise.Arrive, "w2", Noon));
        Assert.Equal(Both, Both.Meet(Promise.Finish, "w1", Noon));
        Assert.Equal([null, Noon], Both.Meet(Promise.Arrive, "w1", Noon).Select(d => d.MetAt));
    }

    [Fact]
    public void Met_late_before_anybody_noticed_it_fires_still_and_reopened_it_is_owed_at_the_same_instant()
    {
        var late = Both.Meet(Promise.Arrive, "w1", Arrive.DueAt.AddMilliseconds(1));
        Assert.Equal((Arrive.DueAt, late[1]), (late.NextDue(), Assert.Single(late.Passed(Arrive.DueAt.AddMilliseconds(1)))));
        var fired = late.Fire(late[1]);
        Assert.Equal(Arrive.DueAt, fired[1].BreachedAt);
        Assert.Empty(fired.Passed(Finish.DueAt));
        Assert.Equal(Arrive.DueAt, Both.Fire(Arrive).Meet(Promise.Arrive, "w1", Arrive.DueAt.AddMilliseconds(1))[1].BreachedAt);

        var met = Both.Meet(Promise.Arrive, "w1", Arrive.DueAt);
        Assert.Null(met[1].BreachedAt);
        Assert.Equal(Both, met.Reopen(Promise.Arrive, "w1"));
    }

    [Fact]
    public void Ended_deadlines_do_not_pass()
    {
        var ended = Both.Meet(Promise.Arrive, "w1", Noon).End(Noon);

        Assert.Equal([Noon, null], ended.Select(d => d.EndedAt));
        Assert.Null(ended.NextDue());
        Assert.Empty(ended.Passed(Noon.AddDays(1)));
    }

    [Fact]
    public void What_had_passed_before_the_end_fires_still()
    {
        var ended = Both.End(Arrive.DueAt.AddMinutes(1));

        Assert.Equal(Promise.Arrive, Assert.Single(ended.Passed(Noon.AddDays(1))).Kind);
        Assert.Null(ended.Fire(ended[1]).NextDue());
    }

    [Fact]
    public void What_rules_use_of_deadlines_is_pure()
    {
        System.Type[] used = [typeof(DeadlineList), typeof(DeadlineCalendar), typeof(DeadlineRecord<DayOfWeek>)];
        Assert.Empty(used.SelectMany(PureRules.StrangersOf));
    }
}
