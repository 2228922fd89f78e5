using Hotline.Cli.Processes;

namespace Hotline.Cli.Platform;

/// <summary>PostgreSQL with the DocumentDB engine, reached only through a socket in the instance's folder.</summary>
public sealed class PostgresServer(Instance instance, RootFileSystem house) : HousedServer(instance, house)
{
    public const string Key = "postgres";

    private const string Binaries = "/usr/lib/postgresql/18/bin";

    // The longest path a Unix socket may have is 107 characters.
    private const int LongestFolder = 80;

    public override string Name => Key;

    public override string Title => $"PostgreSQL {House.PostgresVersion} + DocumentDB {House.DocumentDbVersion}";

    /// <summary>The folder of the socket, by a short name when the instance's own path is too long for one.</summary>
    public string SocketFolder => RealSocketFolder.Length <= LongestFolder ? RealSocketFolder : ShortName;

    public string ConnectionString => $"Host={SocketFolder};Username=postgres;Database=postgres";

    protected override string User => "postgres";

    protected override string DataFolder => Path.Combine(Instance.Data, "postgres-18");

    // A fast shutdown: connections are closed, the last checkpoint is written.
    protected override Signal StopSignal => Signal.Interrupt;

    private string RealSocketFolder => Path.Combine(DataFolder, "socket");

    private string ShortName => $"/tmp/hotline-{Instance.Id}";

    private string Database => Path.Combine(DataFolder, "db");

    private string Prepared => Path.Combine(DataFolder, "prepared");

    public override async Task<bool> AnswersAsync(CancellationToken cancel) =>
        File.Exists(Path.Combine(RealSocketFolder, ".s.PGSQL.5432"))
        && (await RunInsideAsync(cancel, $"{Binaries}/pg_isready", "-q", "-h", "/mnt/data/socket")).Ok;

    protected override Task<string> VersionAsync(CancellationToken cancel) =>
        Task.FromResult(Fingerprint.Of(
            House.PostgresVersion, House.DocumentDbVersion, Fingerprint.File("deploy/local/infra/postgresql.conf")));

    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(RealSocketFolder);
        await OwnAsync(DataFolder, "0700", cancel);
        await OwnAsync(RealSocketFolder, "0700", cancel);
        if (!Directory.Exists(Database))
        {
            await InitialiseAsync(cancel);
        }

        // Only root of this machine and the server's own user may enter the socket's folder; the engine's
        // workers, which run as that user, sign in under roles of their own.
        await File.WriteAllTextAsync(Path.Combine(Database, "pg_hba.conf"), "local all all peer map=hotline\n", cancel);
        await File.WriteAllTextAsync(Path.Combine(Database, "pg_ident.conf"), "hotline root postgres\nhotline postgres all\n", cancel);
        var settings = Path.Combine(DataFolder, "hotline.conf");
        File.Copy(Repository.At("deploy/local/infra/postgresql.conf"), settings, overwrite: true);
        await OwnAsync(settings, "0600", cancel);
        File.Delete(Path.Combine(RealSocketFolder, ".s.PGSQL.5432"));
        if (SocketFolder == ShortName)
        {
            File.Delete(ShortName);
            File.CreateSymbolicLink(ShortName, RealSocketFolder);
        }
    }

    protected override Launch Launch() =>
        Inside($"{Binaries}/postgres", "-D", "/mnt/data/db", "-c", "config_file=/mnt/data/hotline.conf");

    protected override async Task SettleAsync(CancellationToken cancel)
    {
        if (File.Exists(Prepared))
        {
            return;
        }

        await SqlAsync(
            cancel,
            "create extension if not exists documentdb cascade",
            "create extension if not exists documentdb_extended_rum",
            // The gateway builds indexes at once; the workers that would build them later only wake up for nothing.
            "select cron.unschedule(jobid) from cron.job where jobname like 'documentdb_index_build_task%'");
        await File.WriteAllTextAsync(Prepared, "", cancel);
    }

    protected override void Cleared() => File.Delete(ShortName);

    // Under another name until it is whole: a start that is cut short begins again.
    private async Task InitialiseAsync(CancellationToken cancel)
    {
        var fresh = Database + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        var made = await RunInsideAsync(
            cancel, $"{Binaries}/initdb", "-D", "/mnt/data/db.new", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--auth=reject");
        if (!made.Ok)
        {
            throw new UserError(
                $"{Title} cannot create its data folder.",
                $"{made.Errors.Trim()}\n{made.Output.Trim()}",
                "The private root file system needs mount and process namespaces: "
                    + "run as root with CAP_SYS_ADMIN, or start a Docker engine.");
        }

        Directory.Move(fresh, Database);
        File.Delete(Prepared);
    }

    private async Task SqlAsync(CancellationToken cancel, params string[] statements)
    {
        var result = await RunInsideAsync(
            cancel,
            [
                $"{Binaries}/psql", "-h", "/mnt/data/socket", "-U", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1",
                .. statements.SelectMany(sql => new[] { "-c", sql }),
            ]);
        if (!result.Ok)
        {
            throw new UserError(
                $"{Title} refuses to be prepared.", result.Errors.Trim(), "Read logs/postgres.log in the instance's folder.");
        }
    }
}
