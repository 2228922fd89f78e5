using Hotline.Tracking.Deadlines;

namespace Hotline.Tracking.Tests.Deadlines;

public sealed class ClockSettingsTests
{
    [Fact]
    public void Limits_bind_no_unit_before_the_Beijing_day_from_which_they_are_in_force()
    {
        var file = Given.File with { Version = 7, EffectiveFrom = new DateOnly(2026, 3, 2) };
        var midnight = new DateTime(2026, 3, 1, 16, 0, 0, DateTimeKind.Utc);

        Assert.Same(file, file.InForce(midnight));
        var error = Assert.Throws<InvalidOperationException>(() => file.InForce(midnight.AddMilliseconds(-1)));
        Assert.Contains("version 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("2026-03-02", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_limit_of_the_file_arrives_in_its_place()
    {
        var row = Given.File.Classes.Single(limits => limits.Urgency == Urgency.Urgent);
        var limits = Given.File.ToTable().Of(Urgency.Urgent);

        Assert.Equal(
            (row.Dispatch, row.Sign, row.Response, row.Feedback),
            (limits.Dispatch, limits.Sign, limits.Response, limits.Feedback));
        Assert.Equal((row.ResponseFromAcceptance, row.YellowWithLeft), (limits.ResponseFromAcceptance, limits.YellowWithLeft));
        Assert.Equal((row.FeedbackFromAcceptance, row.YellowWithLeft), (limits.FeedbackFromAcceptance, limits.YellowWithLeft));
        Assert.Equal(TimeSpan.FromMinutes(30), Given.File.ToPolicy().Claim);
    }
}
