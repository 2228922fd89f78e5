using Hotline.Testing;

namespace Hotline.Tracking.Tests.House;

/// <summary>The rules of Tracking are pure.</summary>
public sealed class PureRulesTests
{
    private readonly PureRules _rules = new(typeof(TrackingRoles).Assembly);

    [Fact]
    public void Rules_know_no_server_no_store_no_bus_and_no_file() => Assert.Empty(_rules.Strangers);

    [Fact]
    public void Rules_never_ask_a_clock() => Assert.Empty(_rules.ClockReaders);

    [Fact]
    public void The_check_sees_the_rules_and_what_they_would_use()
    {
        Assert.True(_rules.Types.Count > 30);
        Assert.NotEmpty(PureRules.StrangersOf(typeof(Hotline.Tracking.Listing.TicketQueries)));
    }
}
