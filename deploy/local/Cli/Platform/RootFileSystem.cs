using Hotline.Cli.Tools;

namespace Hotline.Cli.Platform;

/// <summary>The private Debian root file system: built once per machine, shared by every instance, read-only in use.</summary>
public sealed class RootFileSystem
{
    // Raised when the recipe in rootfs.sh changes what is installed.
    private const int Recipe = 1;

    private readonly Lazy<Dictionary<string, string>> _release;
    private readonly Lazy<Dictionary<string, (int Uid, int Gid)>> _users;

    private readonly Surroundings _here;

    public RootFileSystem(Surroundings? here = null)
    {
        _here = here ?? Surroundings.Here;
        Path = System.IO.Path.Combine(_here.Cache, $"rootfs-{DebianSources.Suite}-{Recipe}");
        _release = new(() => File.ReadLines(Marker).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]));
        _users = new(() => File.ReadLines(System.IO.Path.Combine(Path, "etc/passwd")).Select(line => line.Split(':'))
            .ToDictionary(parts => parts[0], parts => (int.Parse(parts[2]), int.Parse(parts[3]))));
    }

    /// <summary>Where it is, or will be.</summary>
    public string Path { get; }

    /// <summary>Whether it is built; a half-made one is built again.</summary>
    public bool IsComplete => File.Exists(Marker);

    public string PostgresVersion => Short("postgresql-18");

    public string DocumentDbVersion => Short("postgresql-18-documentdb");

    public string RabbitMqVersion => Short("rabbitmq-server");

    private string Marker => System.IO.Path.Combine(Path, "etc/hotline-release");

    public (int Uid, int Gid) User(string name) => _users.Value[name];

    public async Task EnsureAsync(CancellationToken cancel)
    {
        if (IsComplete)
        {
            return;
        }

        var source = Source();
        await AptPackage.Mmdebstrap.EnsureAsync(_here, cancel);
        var log = Path + ".log";
        await Say.StepAsync($"Private Debian root file system in {Path} (once per machine, about a minute)", async () =>
        {
            var options = await AptPackage.OptionsAsync(_here, cancel);
            Directory.CreateDirectory(_here.Cache);
            var result = await Shell.RunLoggedAsync(
                log,
                "bash",
                [Repository.At("deploy/local/infra/rootfs.sh"), Path, source.Line(DebianSources.Suite), .. options],
                new Dictionary<string, string?> { ["PATH"] = _here.SearchPath },
                cancel);
            if (!result.Ok)
            {
                throw Refusal(result.ExitCode, log);
            }
        });
    }

    private DebianSource Source() =>
        string.IsNullOrEmpty(_here.AskedMirror)
            ? DebianSources.Choose(DebianSources.In(_here.AptFolder)) ?? throw new UserError(
                "No Debian package source is configured on this machine.",
                $"The files under {_here.AptFolder} name no archive of Debian's component main.",
                "Set HOTLINE_DEBIAN_MIRROR to the address of a Debian archive, or start a Docker engine, "
                    + "or set HOTLINE_MONGODB and HOTLINE_RABBITMQ.")
            : new DebianSource(_here.AskedMirror, null);

    private static UserError Refusal(int code, string log) => code switch
    {
        3 => new UserError(
            "The Debian source is too old for the local platform.",
            Shell.Tail(log, 1),
            $"Use a mirror that carries Debian {DebianSources.Suite}: set HOTLINE_DEBIAN_MIRROR."),
        _ => new UserError(
            "The private Debian root file system could not be built.",
            $"The end of {log}:\n{Shell.Tail(log, 12)}",
            $"Check that the package source of this machine is reachable and carries Debian {DebianSources.Suite}, "
                + "then run the command again; nothing half-made is kept."),
    };

    private string Short(string package) => _release.Value[package].Split('-')[0];
}
