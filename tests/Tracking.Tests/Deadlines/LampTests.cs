namespace Hotline.Tracking.Tests.Deadlines;

public sealed class LampTests
{
    [Theory]
    [InlineData("2022-10-03 16:00:00", Lamp.Yellow)]
    [InlineData("2022-10-03 15:59:59", Lamp.Green)]
    [InlineData("2022-10-05 10:00:00", Lamp.Yellow)]
    [InlineData("2022-10-05 10:00:01", Lamp.Red)]
    public void Yellow_at_three_quarters_and_red_only_after_the_instant(string now, Lamp lamp)
    {
        // Seven days from 2022-09-28 10:00; three quarters are five days and six hours.
        var citizen = Given.Opened().Deadline(DeadlineKind.Citizen);

        Assert.Equal(lamp, citizen.At(Given.Beijing(now)));
    }

    [Theory]
    [InlineData(Urgency.Emergency, "11:00")]
    [InlineData(Urgency.Urgent, "28:00")]
    [InlineData(Urgency.Epidemic, "28:00")]
    public void With_an_hour_left_an_urgent_ticket_is_yellow_even_before_three_quarters(Urgency urgency, string expected)
    {
        var hours = int.Parse(expected.AsSpan(0, 2), System.Globalization.CultureInfo.InvariantCulture);

        var clock = Given.Opened(Given.Appeal(urgency)).Deadline(DeadlineKind.Citizen);
        Assert.Equal(Given.Beijing("2022-09-28 00:00").AddHours(hours), clock.YellowAt);
    }

    [Fact]
    public void A_limit_shorter_than_an_hour_is_yellow_from_its_start_and_not_before()
    {
        var sign = Given.Dispatched(Given.Appeal(Urgency.Emergency)).Deadline(DeadlineKind.Sign, "a1");

        Assert.Equal(sign.StartsAt, sign.YellowAt);
    }

    [Fact]
    public void What_was_met_in_time_stays_green_and_what_was_met_late_stays_red()
    {
        var years = Given.Beijing("2030-01-01 00:00");

        Assert.Equal(Lamp.Green, Given.Dispatched().Sign("2022-09-28 10:08").Deadline(DeadlineKind.Sign, "a1").At(years));
        Assert.Equal(Lamp.Red, Given.Dispatched().Sign("2022-09-28 12:06").Deadline(DeadlineKind.Sign, "a1").At(years));
    }
}
