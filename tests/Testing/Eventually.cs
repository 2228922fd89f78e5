using System.Diagnostics;

namespace Hotline.Testing;

/// <summary>Waits for a condition with a deadline, never for a time.</summary>
public static class Eventually
{
    public static async Task<T> GetAsync<T>(Func<Task<T?>> probe, string what, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(20);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (await probe() is { } value)
            {
                return value;
            }

            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"Not within {limit}: {what}");
            }

            await Task.Delay(20);
        }
    }

    public static Task IsAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null) =>
        GetAsync<object>(async () => await condition() ? new object() : null, what, within);
}
