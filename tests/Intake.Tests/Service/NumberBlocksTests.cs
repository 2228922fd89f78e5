using Hotline.Intake.Appeals;

namespace Hotline.Intake.Tests.Service;

[Collection(IntakeCollection.Name)]
public sealed class NumberBlocksTests(IntakeFixture fixture)
{
    private static readonly DateTime BeforeMidnight = new(2031, 5, 1, 15, 59, 59, 999, DateTimeKind.Utc);

    [Fact]
    public async Task Three_processes_hand_out_different_numbers()
    {
        using var one = new NumberBlocks(fixture.Database);
        using var two = new NumberBlocks(fixture.Database);
        using var three = new NumberBlocks(fixture.Database);
        NumberBlocks[] processes = [one, two, three];
        var numbers = await Task.WhenAll(Enumerable.Range(0, 3_000).Select(i => Task.Run(() => processes[i % 3].NextAsync(BeforeMidnight, default))));
        Assert.Equal(3_000, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.StartsWith("MY310501", number));
    }

    [Fact]
    public async Task A_new_day_in_Beijing_counts_anew()
    {
        using var blocks = new NumberBlocks(fixture.Database);
        await blocks.NextAsync(new DateTime(2032, 5, 1, 15, 59, 59, DateTimeKind.Utc), default);
        Assert.Equal("MY320502000001", await blocks.NextAsync(new DateTime(2032, 5, 1, 16, 0, 0, DateTimeKind.Utc), default));
        Assert.Equal("MY320502000002", await blocks.NextAsync(new DateTime(2032, 5, 2, 15, 59, 59, DateTimeKind.Utc), default));
    }
}
