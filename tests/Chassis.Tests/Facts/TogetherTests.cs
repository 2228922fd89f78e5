using Hotline.Chassis.Facts;

namespace Hotline.Chassis.Tests.Facts;

public sealed class TogetherTests
{
    private readonly List<int> _rounds = [];
    private readonly TaskCompletionSource _firstRound = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task The_first_goes_at_once_and_what_comes_meanwhile_shares_a_round()
    {
        var together = Doubling(limit: 3);
        var all = Enumerable.Range(1, 8).Select(i => together.DoAsync(new Number(i), default)).ToArray();
        _firstRound.SetResult();

        var doubled = await Task.WhenAll(all);
        Assert.Equal([2, 4, 6, 8, 10, 12, 14, 16], doubled);
        Assert.Equal(8, _rounds.Sum());
        Assert.All(_rounds, size => Assert.InRange(size, 1, 3));
        Assert.True(_rounds.Count < 8);
    }

    [Fact]
    public async Task A_failed_round_fails_those_in_it_and_the_next_one_works()
    {
        _firstRound.SetResult();
        var together = Doubling(limit: 3);

        await Assert.ThrowsAsync<InvalidOperationException>(() => together.DoAsync(new Number(0), default));
        Assert.Equal(10, await together.DoAsync(new Number(5), default));
    }

    [Fact]
    public async Task Who_stops_waiting_does_not_stop_the_others()
    {
        var together = Doubling(limit: 3);
        using var cancel = new CancellationTokenSource();
        var impatient = together.DoAsync(new Number(1), cancel.Token);
        var patient = together.DoAsync(new Number(2), default);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        _firstRound.SetResult();
        Assert.Equal(4, await patient);
    }

    [Fact]
    public async Task A_round_that_hangs_ends_and_those_behind_it_have_their_turn()
    {
        var rounds = 0;
        var together = new Together<Number, int>(
            1,
            async (round, end) =>
            {
                if (Interlocked.Increment(ref rounds) == 1)
                {
                    await Task.Delay(Timeout.Infinite, end);
                }

                round[0].End(round[0].Value);
            },
            TimeSpan.FromMilliseconds(200));
        var hanging = together.DoAsync(new Number(1), default);
        var behind = together.DoAsync(new Number(2), default);

        await Assert.ThrowsAsync<TimeoutException>(() => hanging);
        Assert.Equal(2, await behind);
    }

    private Together<Number, int> Doubling(int limit) => new(limit, async (round, _) =>
    {
        await _firstRound.Task;
        _rounds.Add(round.Count);
        foreach (var number in round)
        {
            number.End(number.Value == 0 ? throw new InvalidOperationException("told to fail") : number.Value * 2);
        }
    }, TimeSpan.FromMinutes(1));

    private sealed class Number(int value) : Asked<int>
    {
        public int Value => value;
    }
}
