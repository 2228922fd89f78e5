using System.Globalization;

namespace Hotline.Bench.Measuring;

/// <summary>How busy the machine was: all its processors, less the driver's own share.</summary>
public static class Machine
{
    public static TimeSpan Busy()
    {
        // user nice system idle iowait irq softirq steal, in hundredths of a second.
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return TimeSpan.FromMilliseconds(10 * (fields[0] + fields[1] + fields[2] + fields[5] + fields[6])) - Environment.CpuUsage.TotalTime;
    }
}
