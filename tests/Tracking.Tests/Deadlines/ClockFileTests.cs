using Hotline.Tracking.Deadlines;

namespace Hotline.Tracking.Tests.Deadlines;

public sealed class ClockFileTests
{
    [Fact]
    public void The_shipped_file_names_every_class_its_author_and_its_reason()
    {
        Assert.Equal(5, Given.Clocks.Classes.Count);
        Assert.NotEmpty(Given.File.Author);
        Assert.NotEmpty(Given.File.Reason);
        Assert.Equal(TimeSpan.FromHours(24), Given.Clocks.Review);
    }

    [Theory]
    [InlineData("\"15m\"", "\"15 minutes\"", "15 minutes")]
    [InlineData("\"1h\"", "\"0h\"", "0h")]
    [InlineData("\"1h\"", "\"1w\"", "1w")]
    [InlineData("\"NORMAL\"", "\"URGENT\"", "exactly one row")]
    [InlineData("\"NORMAL\"", "\"RELAXED\"", "RELAXED")]
    [InlineData("\"yellowShare\": 0.75", "\"yellowShare\": 1.75", "yellowShare")]
    [InlineData("\"days\": 2", "\"days\": 4", "attempt")]
    [InlineData("\"attempts\"", "\"atempts\"", "atempts")]
    [InlineData("\"feedback\": \"7d\",", "", "feedback")]
    public void A_broken_file_is_refused_with_the_place_that_is_broken(string part, string broken, string named)
    {
        var path = Path.GetTempFileName();
        try
        {
            var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "clocks.json"));
            Assert.Contains(part, text, StringComparison.Ordinal);
            File.WriteAllText(path, text.Replace(part, broken, StringComparison.Ordinal));

            var error = Assert.Throws<InvalidOperationException>(() => ClockFile.Read(path));

            Assert.Contains(named, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Limits_bind_nobody_before_the_Beijing_day_from_which_they_are_in_force()
    {
        var file = Given.File with { Version = 7, EffectiveFrom = new DateOnly(2026, 3, 2) };
        var midnight = new DateTime(2026, 3, 1, 16, 0, 0, DateTimeKind.Utc);

        Assert.Same(file, file.InForce(midnight));
        var error = Assert.Throws<InvalidOperationException>(() => file.InForce(midnight.AddMilliseconds(-1)));
        Assert.Contains("version 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("2026-03-02", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_says_which_setting_names_its_folder() =>
        Assert.Contains("Hotline:Data", Assert.Throws<InvalidOperationException>(() => ClockFile.Read("/nowhere/clocks.json")).Message, StringComparison.Ordinal);
}
