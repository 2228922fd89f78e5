using Hotline.Cli.Processes;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Platform;

/// <summary>A server that lives inside the private root file system, in its own namespaces, as its own user.</summary>
public abstract class HousedServer(Instance instance, RootFileSystem house)
    : Server(new ServerFolders(instance.Root, instance.Pids, instance.Logs))
{
    // The mount, process and IPC namespaces end with the server; --kill-child takes it along when unshare dies.
    private static readonly string[] Apart = ["--mount", "--pid", "--ipc", "--fork", "--kill-child"];

    protected Instance Instance { get; } = instance;

    protected RootFileSystem House { get; } = house;

    protected abstract string User { get; }

    /// <summary>The only folder it can write; it sees it as /mnt/data.</summary>
    protected abstract string DataFolder { get; }

    protected Launch Inside(params IEnumerable<string> command)
    {
        var (uid, gid) = House.User(User);
        return new Launch(
            "unshare",
            [.. Apart, "bash", Repository.At("deploy/local/infra/enter.sh"), House.Path, $"{uid}", $"{gid}", DataFolder, .. command]);
    }

    protected async Task<ShellResult> RunInsideAsync(CancellationToken cancel, params IEnumerable<string> command)
    {
        var launch = Inside(command);
        return await Shell.RunAsync(launch.File, launch.Arguments, limit: TimeSpan.FromMinutes(2), cancel: cancel);
    }

    /// <summary>A folder or file that only the server's user owns and reads.</summary>
    protected async Task OwnAsync(string path, string mode, CancellationToken cancel)
    {
        var (uid, gid) = House.User(User);
        var result = await Shell.RunAsync(
            "bash",
            ["-c", "chown -- \"$1\" \"$3\" && chmod -- \"$2\" \"$3\"", "hotline", $"{uid}:{gid}", mode, path],
            cancel: cancel);
        if (!result.Ok)
        {
            throw new UserError(
                $"{path} cannot be given to the user of {Title}.",
                result.Errors.Trim(),
                "Run as root on a file system that knows owners.");
        }
    }

    // unshare waits for its child and ignores polite signals: they go to the server itself.
    protected override int Target(int pid) => ProcessTable.ChildOf(pid) ?? pid;
}
