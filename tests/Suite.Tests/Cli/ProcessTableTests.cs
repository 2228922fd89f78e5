using Hotline.Cli.Processes;

namespace Hotline.Suite.Tests.Cli;

public sealed class ProcessTableTests
{
    [Fact]
    public void Reads_past_a_name_with_spaces_and_brackets()
    {
        var fields = string.Join(' ', Enumerable.Range(5, 48));

        var stat = ProcessTable.Parse($"77 (a) (b c) S 4 {fields}");

        Assert.Equal(new ProcessStat('S', 4, 22), stat);
    }

    [Fact]
    public void Knows_a_process_by_its_start_as_well_as_its_id()
    {
        var self = ProcessTable.Read(Environment.ProcessId)!;

        Assert.True(ProcessTable.IsAlive(Environment.ProcessId, self.StartTicks));
        Assert.False(ProcessTable.IsAlive(Environment.ProcessId, self.StartTicks + 1));
    }
}
