using System.Globalization;

namespace Hotline.Cli.Processes;

/// <summary>What Linux says of a process: who started it, when, and whether it still runs.</summary>
/// <param name="State">As in /proc: R, S, D, T, Z …</param>
/// <param name="Parent">The id of its parent.</param>
/// <param name="StartTicks">When it started, in clock ticks since the machine started.</param>
public sealed record ProcessStat(char State, int Parent, long StartTicks);

/// <summary>Reads /proc. A process is known by id and start time, because ids are used again.</summary>
public static class ProcessTable
{
    /// <summary>Null when it is gone, or belongs to another user who hides it.</summary>
    public static ProcessStat? Read(int pid)
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{pid}/stat"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The name in brackets may itself hold spaces and brackets: count from the last one.</summary>
    public static ProcessStat? Parse(string stat)
    {
        var rest = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return rest.Length < 20
            ? null
            : new ProcessStat(
                rest[0][0],
                int.Parse(rest[1], CultureInfo.InvariantCulture),
                long.Parse(rest[19], CultureInfo.InvariantCulture));
    }

    /// <summary>Whether the process of this id and start time runs.</summary>
    public static bool IsAlive(int pid, long startTicks) =>
        Read(pid) is { } stat && stat.StartTicks == startTicks && IsRunning(pid, stat);

    // The first thread of a killed process is a zombie while others still hold its ports.
    private static bool IsRunning(int pid, ProcessStat stat)
    {
        if (stat.State is not ('Z' or 'X'))
        {
            return true;
        }

        try
        {
            return Directory.GetDirectories($"/proc/{pid}/task").Length > 1;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Its first living child; null when it has none.</summary>
    public static int? ChildOf(int pid)
    {
        foreach (var candidate in All())
        {
            if (Read(candidate) is { State: not 'Z' } stat && stat.Parent == pid)
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Processes started with this entry in their environment, with or without a record of their ids.</summary>
    public static IEnumerable<int> With(string variable, string value)
    {
        var entry = $"{variable}={value}";
        foreach (var pid in All().Where(pid => pid != Environment.ProcessId))
        {
            string[] environment;
            try
            {
                environment = File.ReadAllText($"/proc/{pid}/environ").Split('\0');
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            if (environment.Contains(entry))
            {
                yield return pid;
            }
        }
    }

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid > 0);
}
