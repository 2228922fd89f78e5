using Hotline.Chassis.Time;

namespace Hotline.Chassis.Tests.Time;

public sealed class BeijingTests
{
    [Theory]
    [InlineData("2026-03-01T15:59:59Z", "2026-03-01")]
    [InlineData("2026-03-01T16:00:00Z", "2026-03-02")]
    [InlineData("2026-07-01T16:00:00Z", "2026-07-02")]
    [InlineData("2025-12-31T16:00:00Z", "2026-01-01")]
    public void The_day_changes_at_16_o_clock_UTC_all_year_round(string instant, string day) =>
        Assert.Equal(DateOnly.Parse(day), Beijing.DayOf(DateTimeOffset.Parse(instant).UtcDateTime));

    [Fact]
    public void An_hour_of_a_day_is_an_instant_and_back()
    {
        var nine = Beijing.At(new DateOnly(2026, 3, 2), new TimeOnly(9, 0));
        Assert.Equal(new DateTime(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc), nine);
        Assert.Equal(DateTimeKind.Utc, nine.Kind);
        Assert.Equal(new TimeOnly(9, 0), Beijing.TimeOf(nine));
    }
}
