using Hotline.Bench.Measuring;

namespace Hotline.Bench.Outage;

/// <summary>The resident memory of each service, every few seconds from now on until it is disposed of.</summary>
public sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, List<double>> _samples;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sampling;

    public MemoryWatch(Place place)
    {
        _samples = Place.Services.Where(place.Processes.ContainsKey).ToDictionary(service => service, _ => new List<double>());
        _sampling = SampleAsync(place);
    }

    /// <summary>
    /// Writes of each service the median of the first fifth of the samples, that of the last, and the highest: memory that grows with the
    /// backlog shows between the first two.
    /// </summary>
    public void Write(Figures figures)
    {
        foreach (var (service, samples) in _samples)
        {
            var fifth = Math.Max(1, samples.Count / 5);
            figures[$"rss_mb_{service}_first"] = Load.Median(samples.Take(fifth));
            figures[$"rss_mb_{service}_last"] = Load.Median(samples.TakeLast(fifth));
            figures[$"rss_mb_{service}_max"] = samples.DefaultIfEmpty(double.NaN).Max();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sampling;
        _stop.Dispose();
    }

    private async Task SampleAsync(Place place)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                foreach (var (service, samples) in _samples)
                {
                    samples.Add(ProcessTree.ResidentMb(place.Processes[service]) ?? double.NaN);
                }
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }
}
