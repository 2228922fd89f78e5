using System.Text.Json;

namespace Hotline.Cli.Processes;

/// <summary>What is remembered of a started process, in a file that outlives the command that started it.</summary>
/// <param name="Pid">The process that was started.</param>
/// <param name="StartTicks">When, in clock ticks since the machine started.</param>
/// <param name="Version">Of what runs: another one means a restart.</param>
public sealed record ProcessRecord(int Pid, long StartTicks, string Version)
{
    /// <summary>Whether that very process still runs.</summary>
    public bool IsAlive => ProcessTable.IsAlive(Pid, StartTicks);

    /// <summary>Null when there is none.</summary>
    public static ProcessRecord? Load(string file) => File.Exists(file)
        ? JsonSerializer.Deserialize<ProcessRecord>(File.ReadAllText(file), Json.Pretty)
        : null;

    public void Save(string file) => Atomic.Write(file, JsonSerializer.Serialize(this, Json.Pretty));
}
