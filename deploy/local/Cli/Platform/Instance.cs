using System.Security.Cryptography;
using System.Text;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Platform;

/// <summary>One private platform: its folder holds ports, process ids, data, logs and secrets, and nothing else does.</summary>
public sealed class Instance
{
    public Instance(string root)
    {
        Root = Path.GetFullPath(root);
        Directory.CreateDirectory(Root);
        foreach (var folder in new[] { Logs, Data, Pids, Suites })
        {
            Directory.CreateDirectory(folder);
        }

        Directory.CreateDirectory(Secrets);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Secrets, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The absolute path of its folder.</summary>
    public string Root { get; }

    /// <summary>One file for each part of the platform.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Data of the store and the broker.</summary>
    public string Data => Path.Combine(Root, "data");

    /// <summary>Process records.</summary>
    public string Pids => Path.Combine(Root, "pids");

    /// <summary>Keys and passwords; readable by the owner alone.</summary>
    public string Secrets => Path.Combine(Root, "secrets");

    /// <summary>One folder for each set of services.</summary>
    public string Suites => Path.Combine(Root, "suites");

    /// <summary>Addresses of store and broker; absent while the platform is down.</summary>
    public string PlatformFile => Path.Combine(Root, "platform.json");

    /// <summary>Eight characters that tell this instance from any other on the machine.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..8];

    /// <summary><c>.local</c> of the checkout, or the folder <c>HOTLINE_LOCAL</c> names.</summary>
    public static Instance Default()
    {
        var chosen = Environment.GetEnvironmentVariable("HOTLINE_LOCAL");
        if (string.IsNullOrEmpty(chosen))
        {
            return new Instance(Repository.At(".local"));
        }

        return Path.IsPathRooted(chosen)
            ? new Instance(chosen)
            : throw new UserError(
                "HOTLINE_LOCAL is not usable.",
                $"'{chosen}' is not an absolute path.",
                "Give an absolute path, or unset it to use .local.");
    }

    /// <summary>Deletes everything the instance holds; builds of the checkout and the lock itself stay.</summary>
    public void Purge()
    {
        foreach (var folder in new[] { Data, Logs, Pids, Suites, Secrets, Path.Combine(Root, "bin") }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        File.Delete(Path.Combine(Root, "ports.json"));
    }

    /// <summary>One command at a time changes an instance; a second one waits for the first.</summary>
    public Task<IDisposable> LockAsync(CancellationToken cancel) => FileLock.TakeAsync(Path.Combine(Root, "lock"), cancel);
}
