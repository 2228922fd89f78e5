using Hotline.Tracking.Deadlines;

namespace Hotline.Tracking.Tests.Deadlines;

public sealed class ClockSettingsTests
{
    [Fact]
    public void What_the_file_says_arrives_in_its_place()
    {
        var (file, table, policy) = (Given.File, Given.File.ToTable(), Given.File.ToPolicy());

        Assert.Same(file.Classes, table.Classes);
        Assert.Equal((file.Review, file.Grace, file.YellowLeftAbove), (table.Review, table.Grace, table.YellowLeftAbove));
        Assert.Equal(file.YellowShare, table.YellowShare);
        Assert.Equal((file.Callback.Claim, file.Callback.Apart), (policy.Claim, policy.Apart));
        Assert.Equal(["EMERGENCY"], policy.AnyTime);
    }
}
