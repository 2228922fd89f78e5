using System.Diagnostics;

namespace Hotline.MongoGateway.Tests.Platform;

/// <summary>Awaits a condition with a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public static async Task IsTrueAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < Timeout, "the condition did not come true in time");
            await Task.Delay(20);
        }
    }
}
