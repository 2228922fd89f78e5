using Hotline.Chassis.Commands;
using Hotline.Chassis.Errors;

namespace Hotline.Intake.Tests.Appeals;

public sealed class TicketNumberTests
{
    [Theory]
    [InlineData("2022-09-28T15:59:59.999Z", "MY220928")]
    [InlineData("2022-09-28T16:00:00.000Z", "MY220929")]
    [InlineData("2022-12-31T16:00:00.000Z", "MY230101")]
    [InlineData("2024-02-28T16:00:00.000Z", "MY240229")]
    public void Carries_the_Beijing_date_whatever_the_servers_zone(string utc, string day) =>
        Assert.Equal(day, TicketNumber.Day("MY", DateTime.Parse(utc).ToUniversalTime()));

    [Theory]
    [InlineData(1, "MY220928000001")]
    [InlineData(999_999, "MY220928999999")]
    public void Has_six_digits_of_the_day(int sequence, string number)
    {
        Assert.Equal(number, TicketNumber.Of("MY220928", sequence));
        Assert.True(TicketId.IsNumber(number));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public void Refuses_what_six_digits_cannot_say(int sequence) =>
        Assert.Throws<RefusalException>(() => TicketNumber.Of("MY220928", sequence));
}
