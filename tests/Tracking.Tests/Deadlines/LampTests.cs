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
    [InlineData(2.0, 90)]
    [InlineData(2.5, 90)]
    [InlineData(3.0, 120)]
    [InlineData(8.0, 360)]
    public void With_an_hour_left_only_a_limit_longer_than_two_hours_is_yellow_before_three_quarters(double hours, int yellowAfterMinutes)
    {
        var limits = Given.Clocks.Classes.Of("EMERGENCY") with { Feedback = TimeSpan.FromHours(hours) };
        var table = Given.Clocks with { Classes = new([limits]) };

        var citizen = Clocks.OfTicket(Given.Appeal("EMERGENCY"), table).Single(d => d.Kind == DeadlineKind.Citizen);

        Assert.Equal(citizen.StartsAt.AddMinutes(yellowAfterMinutes), citizen.YellowAt);
    }

    [Fact]
    public void Not_every_clock_of_an_emergency_is_yellow_from_its_first_second() => Assert.All(
        Given.Dispatched(Given.Appeal("EMERGENCY")).Deadlines, d => Assert.Equal(Lamp.Green, d.At(d.StartsAt)));

    [Fact]
    public void What_was_met_in_time_stays_green_and_what_was_met_late_stays_red()
    {
        var years = Given.Beijing("2030-01-01 00:00");

        Assert.Equal(Lamp.Green, Given.Dispatched().Sign("2022-09-28 10:08").Deadline(DeadlineKind.Sign, "a1").At(years));
        Assert.Equal(Lamp.Red, Given.Dispatched().Sign("2022-09-28 12:06").Deadline(DeadlineKind.Sign, "a1").At(years));
    }
}
