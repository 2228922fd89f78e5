using Hotline.Cli.Tools;

namespace Hotline.Cli.Processes;

/// <summary>Where a server keeps its process record and its log, and which instance it belongs to.</summary>
public sealed record ServerFolders(string Instance, string Pids, string Logs);

/// <summary>
/// One long-running process: started detached, found again by a later command, restarted when dead or out of date,
/// stopped politely and then not.
/// </summary>
public abstract class Server(ServerFolders folders)
{
    /// <summary>In the environment of every process started here, so that none can be forgotten.</summary>
    public const string Tag = "HOTLINE_INSTANCE";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>The name of its log, its record and its ports.</summary>
    public abstract string Name { get; }

    /// <summary>What a person reads.</summary>
    public abstract string Title { get; }

    /// <summary>Rotated at the start when it is longer than 20 MB.</summary>
    public string LogFile => Path.Combine(folders.Logs, $"{Name}.log");

    /// <summary>Null when it does not run.</summary>
    public int? Pid => Record is { IsAlive: true } record ? record.Pid : null;

    /// <summary>How long it may take until it answers; default 60 seconds.</summary>
    protected virtual TimeSpan StartLimit => TimeSpan.FromSeconds(60);

    /// <summary>How long it may take to stop; default 40 seconds. Then it is killed.</summary>
    protected virtual TimeSpan StopLimit => TimeSpan.FromSeconds(40);

    /// <summary>What asks it to stop.</summary>
    protected virtual Signal StopSignal => Signal.Terminate;

    private ProcessRecord? Record => ProcessRecord.Load(RecordFile);

    private string RecordFile => Path.Combine(folders.Pids, $"{Name}.json");

    /// <summary>Runs it if it does not run, restarts it if it runs an older version, and returns when it answers.</summary>
    /// <returns>Whether it was started now.</returns>
    /// <exception cref="UserError">It ended by itself, or did not answer in time; the error quotes the end of its log.</exception>
    public async Task<bool> EnsureAsync(CancellationToken cancel)
    {
        var version = await VersionAsync(cancel);
        if (Record is { IsAlive: true } record)
        {
            if (record.Version == version && await WaitAsync(record, cancel))
            {
                await SettleAsync(cancel);
                return false;
            }

            await StopAsync(cancel);
        }

        await PrepareAsync(cancel);
        var fresh = Start(version);
        if (!await WaitAsync(fresh, cancel))
        {
            throw await GiveUpAsync(fresh, cancel);
        }

        await SettleAsync(cancel);
        return true;
    }

    /// <summary>Asks it to stop, kills it when it does not, and forgets its record.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        if (Record is { IsAlive: true } record)
        {
            Signals.Send(Target(record.Pid), StopSignal);
            if (!await GoneAsync(record, StopLimit, cancel))
            {
                Kill();
                await GoneAsync(record, TimeSpan.FromSeconds(10), cancel);
            }
        }

        if (File.Exists(RecordFile))
        {
            File.Delete(RecordFile);
        }

        Cleared();
    }

    /// <summary>SIGKILL, as a power cut would do it. What it leaves behind is for the next start to deal with.</summary>
    public void Kill()
    {
        if (Record is { IsAlive: true } record)
        {
            // Of a housed server the child: unshare ends only when everything inside is gone, ports included.
            Signals.Send(Target(record.Pid), Signal.Kill);
        }
    }

    /// <summary>SIGKILL, and back when the process is gone.</summary>
    public async Task KillAsync(CancellationToken cancel)
    {
        if (Record is { IsAlive: true } record)
        {
            Kill();
            await GoneAsync(record, TimeSpan.FromSeconds(10), cancel);
        }
    }

    /// <summary>
    /// SIGSTOP, as a long pause of its machine: it keeps its connections, claims and leases and does nothing with them. Back when it
    /// stands still; it does so until <see cref="Resume"/>.
    /// </summary>
    public async Task FreezeAsync(CancellationToken cancel)
    {
        if (Record is { IsAlive: true } record)
        {
            var target = Target(record.Pid);
            Signals.Send(target, Signal.Stop);
            while (record.IsAlive && ProcessTable.Read(target) is { State: not 'T' })
            {
                await Task.Delay(Poll, cancel);
            }
        }
    }

    /// <summary>SIGCONT: a frozen process goes on as if no time had passed; to any other it means nothing.</summary>
    public void Resume()
    {
        if (Record is { IsAlive: true } record)
        {
            Signals.Send(Target(record.Pid), Signal.Continue);
        }
    }

    /// <summary>Whether it does its work now; asked every 50 ms while it starts.</summary>
    public abstract Task<bool> AnswersAsync(CancellationToken cancel);

    /// <summary>Tells what would be started now from what runs: another text means a restart.</summary>
    protected abstract Task<string> VersionAsync(CancellationToken cancel);

    /// <summary>How to start it.</summary>
    protected abstract Launch Launch();

    /// <summary>What must be done before it starts.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>
    /// What must be done once it answers. Asked at every start, also of a server that runs: the command that started it
    /// may have ended before it came here. A server that needs it records that it is done.
    /// </summary>
    protected virtual Task SettleAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Called when it has stopped.</summary>
    protected virtual void Cleared()
    {
    }

    /// <summary>The process to signal; a namespaced server is the child of the one that was started.</summary>
    protected virtual int Target(int pid) => pid;

    private ProcessRecord Start(string version)
    {
        Rotate();
        var launch = Launch();
        launch = launch with { Environment = new Dictionary<string, string>(launch.Environment) { [Tag] = folders.Instance } };
        var (pid, ticks) = launch.Detach(LogFile);
        var record = new ProcessRecord(pid, ticks, version);
        record.Save(RecordFile);
        return record;
    }

    private async Task<bool> WaitAsync(ProcessRecord record, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (record.IsAlive && TimeProvider.System.GetElapsedTime(begun) < StartLimit)
        {
            if (await AnswersAsync(cancel))
            {
                return true;
            }

            await Task.Delay(Poll, cancel);
        }

        return false;
    }

    private async Task<UserError> GiveUpAsync(ProcessRecord record, CancellationToken cancel)
    {
        var died = !record.IsAlive;
        await StopAsync(cancel);
        return new UserError(
            $"{Title} did not come up.",
            (died ? "The process ended by itself" : $"It did not answer within {StartLimit.TotalSeconds} seconds")
                + $"; the end of {LogFile}:\n{Shell.Tail(LogFile, 15)}",
            "Mend what the log says and run the command again; `./hotline doctor` looks at every link.");
    }

    private static async Task<bool> GoneAsync(ProcessRecord record, TimeSpan limit, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (record.IsAlive)
        {
            if (TimeProvider.System.GetElapsedTime(begun) > limit)
            {
                return false;
            }

            await Task.Delay(Poll, cancel);
        }

        return true;
    }

    private void Rotate()
    {
        if (File.Exists(LogFile) && new FileInfo(LogFile).Length > 20_000_000)
        {
            File.Move(LogFile, LogFile + ".old", overwrite: true);
        }
    }
}
