using Hotline.Chassis.Time;

namespace Hotline.Chassis.Tests.Time;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("15m", 15)]
    [InlineData("2h", 120)]
    [InlineData("7d", 10_080)]
    [InlineData("3650d", 5_256_000)]
    public void Minutes_hours_and_days_of_24_hours_are_read(string text, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Durations.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("0h")]
    [InlineData("-1h")]
    [InlineData("+1h")]
    [InlineData("1.5h")]
    [InlineData(" 1h")]
    [InlineData("1 h")]
    [InlineData("1H")]
    [InlineData("1w")]
    [InlineData("90")]
    [InlineData("1h30m")]
    [InlineData("１h")]
    [InlineData("3651d")]
    [InlineData("2147483648m")]
    public void Anything_else_is_none(string text) => Assert.Null(Durations.Parse(text));
}
