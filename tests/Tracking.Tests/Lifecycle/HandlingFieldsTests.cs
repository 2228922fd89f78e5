using Hotline.Tracking.Lifecycle;

namespace Hotline.Tracking.Tests.Lifecycle;

/// <summary>What a ticket says of each unit's part without a reader having to work it out.</summary>
public sealed class HandlingFieldsTests
{
    [Theory]
    [InlineData("2022-10-05 10:05", false)]
    [InlineData("2022-10-05 10:05:01", true)]
    public void A_part_is_overdue_once_its_feedback_deadline_has_passed_whether_or_not_the_clock_has_noticed(string now, bool isOverdue)
    {
        var ticket = Given.Handling();
        var part = Assert.Single(ticket.ToProto("t", 1, Given.Beijing(now)).Assignments);
        Assert.Equal(isOverdue, part.IsOverdue);
        Assert.Equal(isOverdue, Assert.Single(ticket.Fire(now).ToProto("t", 1).Assignments).IsOverdue);
    }

    [Fact]
    public void A_result_in_time_is_not_overdue_later_and_a_late_one_stays_overdue()
    {
        var later = Given.Beijing("2022-11-01 10:00");
        Assert.False(Assert.Single(Given.Handling().FeedBack("2022-10-05 10:05").ToProto("t", 1, later).Assignments).IsOverdue);
        Assert.True(Assert.Single(Given.Handling().FeedBack("2022-10-05 10:06").ToProto("t", 1, later).Assignments).IsOverdue);
    }

    [Fact]
    public void Another_deadline_that_passed_makes_no_part_overdue()
    {
        var unsigned = Given.Dispatched().Fire("2022-09-28 13:00").ToProto("t", 1, Given.Beijing("2022-09-28 13:00"));
        Assert.Contains(unsigned.Deadlines, d => d is { Kind: DeadlineKind.Sign, Lamp: Lamp.Red });
        Assert.False(Assert.Single(unsigned.Assignments).IsOverdue);
    }

    [Fact]
    public void Every_limit_says_how_it_counts() =>
        Assert.All(Given.Replied().ToProto("t", 1).Deadlines, d => Assert.Equal(TimeUnit.Natural, d.TimeUnit));
}
