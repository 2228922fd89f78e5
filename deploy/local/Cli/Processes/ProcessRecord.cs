using System.Text.Json;

namespace Hotline.Cli.Processes;

/// <summary>What is remembered of a started process, in a file that outlives the command that started it.</summary>
public sealed record ProcessRecord(int Pid, long StartTicks, string Version)
{
    public bool IsAlive => ProcessTable.IsAlive(Pid, StartTicks);

    public static ProcessRecord? Load(string file) => File.Exists(file)
        ? JsonSerializer.Deserialize<ProcessRecord>(File.ReadAllText(file), Json.Pretty)
        : null;

    public void Save(string file) => Atomic.Write(file, JsonSerializer.Serialize(this, Json.Pretty));
}
