using System.Globalization;

namespace Hotline.Bench.Measuring;

/// <summary>What Linux says of a process and all it started: a store is many processes under one.</summary>
public static class ProcessTree
{
    /// <summary>Processor time of each tree so far, its ended and awaited children included. One that is gone is left out.</summary>
    public static IReadOnlyDictionary<string, TimeSpan> Cpu(IReadOnlyDictionary<string, int> roots)
    {
        var all = Stats();
        var children = all.Values.ToLookup(stat => stat.Parent);
        return roots.Where(root => all.ContainsKey(root.Value)).ToDictionary(root => root.Key, root => Sum(all[root.Value]));

        TimeSpan Sum(Stat stat) => children[stat.Pid].Aggregate(stat.Cpu, (sum, child) => sum + Sum(child));
    }

    /// <summary>Resident memory of one process in MiB; null when it is gone.</summary>
    public static double? ResidentMb(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            var kilobytes = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            return kilobytes is null ? null : long.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024.0;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static Dictionary<int, Stat> Stats() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) ? Read(pid) : null)
        .OfType<Stat>()
        .ToDictionary(stat => stat.Pid);

    private static Stat? Read(int pid)
    {
        try
        {
            // The name in brackets may itself hold spaces and brackets: count from the last one. State is the first field after it.
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            return new Stat(pid, int.Parse(fields[1], CultureInfo.InvariantCulture), TimeSpan.FromMilliseconds(10 * ticks));
        }
        catch (IOException)
        {
            return null; // ended since the folder was listed
        }
    }

    /// <summary>User and system time, its own and that of children it has awaited.</summary>
    private sealed record Stat(int Pid, int Parent, TimeSpan Cpu);
}
