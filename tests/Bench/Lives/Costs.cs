using Hotline.Bench.Measuring;

namespace Hotline.Bench.Lives;

/// <summary>What the services, their store and their broker have used up to an instant.</summary>
public sealed record Costs(IReadOnlyDictionary<string, TimeSpan> Cpu, TimeSpan Machine, double Writes, double Reads)
{
    public static async Task<Costs> SoFarAsync(Place place, Store store)
    {
        var (writes, reads) = await store.CommandsAsync();
        return new Costs(ProcessTree.Cpu(place.Processes), Measuring.Machine.Busy(), writes, reads);
    }

    /// <summary>The difference between two instants, a life's share of it.</summary>
    public static void Write(Figures figures, Costs before, Costs after, int lives)
    {
        var each = after.Cpu.Where(process => before.Cpu.ContainsKey(process.Key))
            .ToDictionary(process => process.Key, process => (process.Value - before.Cpu[process.Key]).TotalMilliseconds / lives);
        var machine = (after.Machine - before.Machine).TotalMilliseconds / lives;

        // Only where store and broker are processes of this machine that are known does the sum leave nothing out.
        figures["cpu_ms_per_life"] = each.Count > Place.Services.Length ? each.Values.Sum() : machine;
        figures["cpu_ms_per_life_machine"] = machine;
        foreach (var (process, ms) in each)
        {
            figures[$"cpu_ms_per_life_{process}"] = ms;
        }

        figures["writes_per_life"] = (after.Writes - before.Writes) / lives;
        figures["reads_per_life"] = (after.Reads - before.Reads) / lives;
    }
}
