using Hotline.Intake.Appeals;
using Hotline.Testing;

namespace Hotline.Intake.Tests.Appeals;

/// <summary>Callers who find no number share one question to the store.</summary>
public sealed class DayNumbersTests
{
    private readonly List<TaskCompletionSource<int>> _questions = [];
    private readonly SemaphoreSlim _asked = new(0);
    private readonly DayNumbers _numbers;

    public DayNumbersTests() => _numbers = new DayNumbers(3, () =>
    {
        var question = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_questions)
        {
            _questions.Add(question);
        }

        _asked.Release();
        return question.Task;
    });

    [Fact]
    public async Task Callers_share_one_question_and_ask_again_for_what_it_did_not_bring()
    {
        var callers = Enumerable.Range(0, 5).Select(_ => _numbers.NextAsync(default)).ToList();
        await AskedAsync();
        _questions[0].SetResult(3);
        await AskedAsync();
        await Eventually.IsAsync(
            () => Task.FromResult(callers.Count(caller => caller.IsCompletedSuccessfully) == 3), "three callers have a number");
        _questions[1].SetResult(6);
        Assert.Equal([1, 2, 3, 4, 5], (await Task.WhenAll(callers)).Order());
        Assert.Equal(6, await _numbers.NextAsync(default));
        Assert.Equal(2, _questions.Count);
    }

    [Fact]
    public async Task A_question_that_fails_fails_all_its_callers_and_the_next_one_asks_anew()
    {
        var callers = Enumerable.Range(0, 5).Select(_ => _numbers.NextAsync(default)).ToList();
        await AskedAsync();
        _questions[0].SetException(new TimeoutException());
        foreach (var caller in callers)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => caller.WaitAsync(TimeSpan.FromSeconds(10)));
        }

        var next = _numbers.NextAsync(default);
        await AskedAsync();
        _questions[1].SetResult(3);
        Assert.Equal(1, await next);
        Assert.Equal(2, _questions.Count);
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_neither_the_question_nor_the_wait_of_others()
    {
        using var leaving = new CancellationTokenSource();
        var first = _numbers.NextAsync(leaving.Token);
        var second = _numbers.NextAsync(default);
        await AskedAsync();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(second.IsCompleted);
        _questions[0].SetResult(3);
        Assert.Equal(1, await second);
        Assert.Single(_questions);
    }

    [Fact]
    public async Task What_is_given_back_goes_to_the_next_caller_before_a_fresh_number()
    {
        var first = _numbers.NextAsync(default);
        await AskedAsync();
        _questions[0].SetResult(3);
        Assert.Equal(1, await first);
        Assert.Equal(2, await _numbers.NextAsync(default));
        _numbers.GiveBack(1);
        Assert.Equal(1, await _numbers.NextAsync(default));
        Assert.Equal(3, await _numbers.NextAsync(default));
        Assert.Single(_questions);
    }

    private async Task AskedAsync() => Assert.True(await _asked.WaitAsync(TimeSpan.FromSeconds(10)), "the store is asked");
}
