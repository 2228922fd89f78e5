using Hotline.Chassis.Reference;
using Hotline.Intake.Appeals;

namespace Hotline.Intake.Tests.Service;

[Collection(IntakeCollection.Name)]
public sealed class NumberBlocksTests(IntakeFixture fixture)
{
    private static readonly DistrictFile District = new("MY", "010", ["北京市"]);

    private static readonly DateTime BeforeMidnight = new(2031, 5, 1, 15, 59, 59, 999, DateTimeKind.Utc);

    [Fact]
    public async Task Three_processes_hand_out_different_numbers()
    {
        var one = new NumberBlocks(fixture.Database, District, TimeProvider.System);
        var two = new NumberBlocks(fixture.Database, District, TimeProvider.System);
        var three = new NumberBlocks(fixture.Database, District, TimeProvider.System);
        NumberBlocks[] processes = [one, two, three];
        var numbers = await Task.WhenAll(Enumerable.Range(0, 3_000).Select(i =>
            Task.Run(() => processes[i % 3].NextAsync(BeforeMidnight, default))));
        Assert.Equal(3_000, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.StartsWith("MY310501", number));
    }

    [Fact]
    public async Task A_new_day_in_Beijing_counts_anew()
    {
        var blocks = new NumberBlocks(fixture.Database, District, TimeProvider.System);
        await blocks.NextAsync(new DateTime(2032, 5, 1, 15, 59, 59, DateTimeKind.Utc), default);
        Assert.Equal("MY320502000001", await blocks.NextAsync(new DateTime(2032, 5, 1, 16, 0, 0, DateTimeKind.Utc), default));
        Assert.Equal("MY320502000002", await blocks.NextAsync(new DateTime(2032, 5, 2, 15, 59, 59, DateTimeKind.Utc), default));
    }

    [Fact]
    public async Task A_call_of_yesterday_at_midnight_takes_from_the_block_of_yesterday()
    {
        var blocks = new NumberBlocks(fixture.Database, District, TimeProvider.System);
        var midnight = new DateTime(2033, 5, 1, 16, 0, 0, DateTimeKind.Utc);
        await blocks.NextAsync(midnight.AddSeconds(-1), default);
        await blocks.NextAsync(midnight, default);
        Assert.Equal("MY330501000002", await blocks.NextAsync(midnight.AddSeconds(-1), default));
        Assert.Equal("MY330502000002", await blocks.NextAsync(midnight, default));
    }

    [Fact]
    public async Task A_number_given_back_is_the_next_of_its_own_day()
    {
        var blocks = new NumberBlocks(fixture.Database, District, TimeProvider.System);
        var midnight = new DateTime(2034, 5, 1, 16, 0, 0, DateTimeKind.Utc);
        var unused = await blocks.NextAsync(midnight.AddSeconds(-1), default);
        await blocks.NextAsync(midnight.AddSeconds(-1), default);
        blocks.GiveBack(unused);
        Assert.Equal("MY340502000001", await blocks.NextAsync(midnight, default));
        Assert.Equal(unused, await blocks.NextAsync(midnight.AddSeconds(-1), default));
        Assert.Equal("MY340501000003", await blocks.NextAsync(midnight.AddSeconds(-1), default));
    }
}
