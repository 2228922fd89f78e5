using System.Threading.Channels;
using Grpc.Core;
using Hotline.Chassis.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Hotline.Chassis.Tests.Time;

/// <summary>One loop for all workers: when the next pass comes, whatever the last one ended with.</summary>
public sealed class PollingWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly FakeTimeProvider _clock = new();
    private readonly Lines _lines = new();
    private readonly Worker _worker;

    public PollingWorkerTests() => _worker = new Worker(Interval, _clock, _lines);

    public Task InitializeAsync() => _worker.StartAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _worker.StopAsync(CancellationToken.None);
        _worker.Dispose();
    }

    [Fact]
    public async Task A_pass_follows_at_once_while_more_waits_and_after_the_interval_when_nothing_does()
    {
        _worker.Answer(more: true);
        _worker.Answer(more: true);
        _worker.Answer(more: false);
        Assert.Equal(Interval, await _worker.PausedAsync());
        Assert.Equal(3, _worker.Passes);

        _clock.Advance(Interval - TimeSpan.FromMilliseconds(1));
        Assert.False(_worker.LastPause.IsCompleted);
        _worker.Answer(more: false);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Interval, await _worker.PausedAsync());
        Assert.Equal(4, _worker.Passes);
    }

    [Fact]
    public async Task Failures_in_a_row_back_off_to_thirty_seconds_and_a_success_ends_it()
    {
        var pauses = new List<double>();
        for (var failure = 1; failure <= 40; failure++)
        {
            _worker.Fail(new TimeoutException("the store's own words"));
            pauses.Add(await PausedAsync());
        }

        Assert.Equal([0.25, 0.5, 1, 2, 4, 8, 16, 30, 30], pauses.Take(9));
        Assert.Equal(30, pauses[^1]);

        _worker.Answer(more: false);
        Assert.Equal(Interval.TotalSeconds, await PausedAsync());
        _worker.Fail(new TimeoutException());
        Assert.Equal(0.25, await PausedAsync());
    }

    [Fact]
    public async Task A_failure_is_logged_by_its_kind_and_not_by_its_words()
    {
        _worker.Fail(new InvalidOperationException("13800138000"));
        await PausedAsync();
        _worker.Fail(new RpcException(new Status(StatusCode.Unavailable, "secret")));
        await PausedAsync();
        Assert.Equal(
            [
                "The pass failed, 1 in a row: InvalidOperationException. The next one comes in 00:00:00.2500000",
                "The pass failed, 2 in a row: RpcException Unavailable. The next one comes in 00:00:00.5000000",
            ],
            _lines);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_by_others_is_a_failure_and_not_the_end()
    {
        _worker.Fail(new OperationCanceledException());
        Assert.Equal(0.25, await PausedAsync());
        _worker.Answer(more: false);
        Assert.Equal(0.25, await PausedAsync());
        Assert.Equal(2, _worker.Passes);
    }

    [Fact]
    public async Task Stopping_interrupts_a_pass()
    {
        await _worker.Started.WaitAsync(TimeSpan.FromSeconds(10));
        await _worker.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(_worker.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Empty(_lines);
    }

    [Fact]
    public async Task Stopping_interrupts_a_pause()
    {
        _worker.Answer(more: false);
        await _worker.PausedAsync();
        await _worker.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(_worker.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Equal(1, _worker.Passes);
    }

    [Theory]
    [InlineData(300, 1)]
    [InlineData(0, 1)]
    [InlineData(0.01, 0.01)]
    public async Task The_first_back_off_is_the_interval_but_at_most_a_second(double interval, double first)
    {
        using var worker = new Worker(TimeSpan.FromSeconds(interval), _clock, _lines);
        await worker.StartAsync(CancellationToken.None);
        worker.Fail(new TimeoutException());
        Assert.Equal(first, (await worker.PausedAsync()).TotalSeconds);
        await worker.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_worker_that_names_its_longest_back_off_never_pauses_longer()
    {
        using var worker = new Worker(TimeSpan.FromSeconds(1), _clock, _lines, longestBackoff: TimeSpan.FromSeconds(3));
        await worker.StartAsync(CancellationToken.None);
        var pauses = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            worker.Fail(new TimeoutException());
            var pause = await worker.PausedAsync();
            pauses.Add(pause.TotalSeconds);
            _clock.Advance(pause);
        }

        await worker.StopAsync(CancellationToken.None);
        Assert.Equal([1, 2, 3, 3], pauses);
    }

    /// <summary>The pause that the worker makes, which is then over.</summary>
    private async Task<double> PausedAsync()
    {
        var pause = await _worker.PausedAsync();
        _clock.Advance(pause);
        return pause.TotalSeconds;
    }

    private sealed class Worker(TimeSpan interval, TimeProvider system, ILogger logger, TimeSpan? longestBackoff = null)
        : PollingWorker(interval, system, logger, longestBackoff)
    {
        private readonly Channel<Func<bool>> _answers = Channel.CreateUnbounded<Func<bool>>();
        private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Started => _started.Task;

        public int Passes { get; private set; }

        public Task LastPause { get; private set; } = Task.CompletedTask;

        public void Answer(bool more) => _answers.Writer.TryWrite(() => more);

        public void Fail(Exception error) => _answers.Writer.TryWrite(() => throw error);

        public async Task<TimeSpan> PausedAsync() => await _pauses.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        protected override async Task<bool> PassAsync(CancellationToken cancel)
        {
            _started.TrySetResult();
            var answer = await _answers.Reader.ReadAsync(cancel);
            Passes++;
            return answer();
        }

        protected override Task PauseAsync(TimeSpan pause, CancellationToken cancel)
        {
            // The timer runs before the test hears of it: the test may turn the clock at once.
            LastPause = base.PauseAsync(pause, cancel);
            _pauses.Writer.TryWrite(pause);
            return LastPause;
        }
    }

    private sealed class Lines : List<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
