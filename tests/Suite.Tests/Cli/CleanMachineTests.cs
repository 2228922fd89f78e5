using Hotline.Cli;
using Hotline.Cli.Platform;
using Hotline.Cli.Tools;

namespace Hotline.Suite.Tests.Cli;

/// <summary>What is missing on a machine is named, with the reason and the way out, or installed.</summary>
public sealed class CleanMachineTests : IDisposable
{
    private static readonly string[] Enter = ["unshare", "setsid", "flock", "chroot", "mount", "umount", "awk"];

    private readonly OtherMachine _machine = new();

    [Fact]
    public async Task Says_what_to_do_where_there_is_neither_Docker_nor_root()
    {
        _machine.Here = _machine.Here with { IsLinuxRoot = false };

        var error = await UserErrorAsync(ChooseAsync);

        Assert.Contains("neither a Docker user nor root", error.Why, StringComparison.Ordinal);
        Assert.Contains("HOTLINE_MONGODB", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_Docker_that_does_not_answer_for_none()
    {
        _machine.With("docker", "exit 1").Here = _machine.Here with { IsLinuxRoot = false };

        Assert.Contains("No Docker engine answers", (await UserErrorAsync(ChooseAsync)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uses_a_Docker_that_answers() =>
        Assert.IsType<DockerPlatform>(await ChooseAsync(_machine.With("docker")));

    [Fact]
    public async Task Names_every_tool_that_is_missing_at_once()
    {
        Array.ForEach(Enter[2..], tool => _machine.With(tool));

        var error = await UserErrorAsync(ChooseAsync);

        Assert.Contains("unshare, setsid", error.Message, StringComparison.Ordinal);
        Assert.Contains("util-linux", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uses_the_root_file_system_where_its_tools_are_there()
    {
        Array.ForEach(Enter, tool => _machine.With(tool));

        Assert.IsType<DebianPlatform>(await ChooseAsync(_machine));
    }

    [Fact]
    public async Task Refuses_a_platform_that_it_does_not_know()
    {
        _machine.Here = _machine.Here with { AskedPlatform = "windows" };

        Assert.Contains("windows", (await UserErrorAsync(ChooseAsync)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_no_Debian_archive_is_configured()
    {
        var error = await UserErrorAsync(BuildAsync);

        Assert.Contains("No Debian package source", error.Message, StringComparison.Ordinal);
        Assert.Contains("HOTLINE_DEBIAN_MIRROR", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_mmdebstrap_is_missing_where_no_apt_can_install_it()
    {
        _machine.Here = _machine.Here with { AskedMirror = "file:///debian" };

        var error = await UserErrorAsync(BuildAsync);

        Assert.Contains("mmdebstrap is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("no apt-get", error.Why, StringComparison.Ordinal);
        Assert.Contains("Docker", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_npm_is_missing_where_no_apt_can_install_it()
    {
        var error = await UserErrorAsync(BufAsync);

        Assert.Contains("npm is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("buf", error.Why, StringComparison.Ordinal);
        Assert.Contains("Node.js", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_try_to_install_without_being_root()
    {
        _machine.With("apt-get", "touch $root/asked").Here = _machine.Here with { IsLinuxRoot = false };

        Assert.Contains("only root", (await UserErrorAsync(BufAsync)).Why, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_machine.Root, "asked")));
    }

    [Fact]
    public async Task Installs_npm_once_the_list_of_packages_is_there_and_buf_with_it()
    {
        _machine.With("npm.deb", "mkdir -p $3/node_modules/.bin; touch $3/node_modules/.bin/buf").With("apt-get", """
            if [ "$1" = update ]; then touch $root/listed; exit 0; fi
            [ -e $root/listed ] || { echo "Unable to locate package npm" >&2; exit 100; }
            [ "${@: -1}" = npm ] && cp $programs/npm.deb $programs/npm
            """);
        _machine.Here = _machine.Equipped with { SearchPath = _machine.Here.SearchPath };

        Assert.True(File.Exists(await Buf.EnsureAsync(_machine.Here, CancellationToken.None)));
        Assert.True(Buf.IsInstalled(_machine.Here));
    }

    [Fact]
    public async Task Says_why_apt_does_not_install()
    {
        _machine.With("apt-get", "echo 'E: no route to the archive' >&2; exit 100");

        var error = await UserErrorAsync(BufAsync);

        Assert.Contains("no route to the archive", error.Why, StringComparison.Ordinal);
        Assert.Contains("by hand", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_nothing_of_a_buf_that_could_not_be_installed()
    {
        _machine.With("npm", "echo 'npm error: no registry' >&2; exit 1");

        Assert.Contains("no registry", (await UserErrorAsync(BufAsync)).Why, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_machine.Here.Cache));
    }

    public void Dispose() => _machine.Dispose();

    private static Task<IPlatform> ChooseAsync(OtherMachine machine) =>
        Platforms.ChooseAsync(new Instance(Path.Combine(machine.Root, "instance")), External.None, machine.Here, CancellationToken.None);

    private static Task BuildAsync(OtherMachine machine) => new RootFileSystem(machine.Here).EnsureAsync(CancellationToken.None);

    private static Task BufAsync(OtherMachine machine) => Buf.EnsureAsync(machine.Here, CancellationToken.None);

    private Task<UserError> UserErrorAsync(Func<OtherMachine, Task> run) => Assert.ThrowsAsync<UserError>(() => run(_machine));
}
