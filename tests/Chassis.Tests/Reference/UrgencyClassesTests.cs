using Hotline.Chassis.Reference;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.Reference;

public sealed class UrgencyClassesTests
{
    private static readonly UrgencyClasses Shipped = ClocksFile.Read(Path.Combine(Platform.RepositoryRoot, "deploy", "data")).Classes;

    [Fact]
    public void The_most_urgent_comes_first_whatever_the_order_of_the_file() =>
        Assert.Equal(Shipped.All, new UrgencyClasses(Shipped.All.Reverse()).All);

    [Theory]
    [InlineData("FLOOD")]
    [InlineData("normal")]
    [InlineData("")]
    public void A_class_that_the_file_does_not_have_runs_by_the_limits_of_the_most_urgent_and_is_granted_nothing(string unknown)
    {
        Assert.False(Shipped.Has(unknown));
        var (first, runsAs) = (Shipped.All[0], Shipped.Of(unknown));

        Assert.Equal(
            (unknown, first.Dispatch, first.Sign, first.Response, first.Feedback),
            (runsAs.Id, runsAs.Dispatch, runsAs.Sign, runsAs.Response, runsAs.Feedback));
        Assert.Equal((false, false, false), (runsAs.IsExtendable, runsAs.IsPausable, runsAs.IsCalledAtAnyHour));
    }
}
