using Hotline.Cli;
using Hotline.Cli.Platform;

namespace Hotline.Suite.Tests.Cli;

/// <summary>A root file system that was not finished is never used, and the next start makes it from the beginning.</summary>
public sealed class RootFileSystemTests : IDisposable
{
    // The last but one word that mmdebstrap is given is the folder to fill.
    private const string Half = "target=${@: -2:1}; [ ! -e $target ]; mkdir -p $target/var/lib/dpkg; echo half >$target/half";

    private readonly OtherMachine _machine = new();

    public RootFileSystemTests()
    {
        _machine.Here = _machine.Here with { AskedMirror = "file:///debian" };
        _machine.With("dpkg-query", "echo 18.4-1").With("dpkg").With("apt-config");
        House = new RootFileSystem(_machine.Equipped);
    }

    private RootFileSystem House { get; }

    private string Building => House.Path + ".building";

    [Fact]
    public async Task Keeps_nothing_of_a_build_that_failed_half_way_and_starts_over()
    {
        _machine.With("mmdebstrap", $"{Half}\necho 'E: the archive went away' >&2\nexit 1");

        var error = await Assert.ThrowsAsync<UserError>(() => House.EnsureAsync(CancellationToken.None));

        Assert.Contains("the archive went away", error.Why, StringComparison.Ordinal);
        Assert.Contains("nothing half-made is kept", error.Hint, StringComparison.Ordinal);
        Assert.False(House.IsComplete);
        Assert.False(Directory.Exists(Building) || Directory.Exists(House.Path));
        await BuildsAsync();
    }

    [Fact]
    public async Task Starts_over_after_a_build_that_was_killed()
    {
        _machine.With("mmdebstrap", $"{Half}\nkill -KILL $PPID");

        await Assert.ThrowsAsync<UserError>(() => House.EnsureAsync(CancellationToken.None));

        Assert.True(File.Exists(Path.Combine(Building, "half")));
        Assert.False(House.IsComplete);
        await BuildsAsync();
    }

    [Fact]
    public async Task Does_not_use_a_folder_without_the_record_of_what_is_installed()
    {
        Directory.CreateDirectory(Path.Combine(House.Path, "usr"));

        Assert.False(House.IsComplete);
        await BuildsAsync();
        Assert.False(Directory.Exists(Path.Combine(House.Path, "usr")));
    }

    [Fact]
    public async Task Refuses_an_archive_that_is_too_old_and_keeps_nothing_of_it()
    {
        _machine.With("mmdebstrap", Half).With("dpkg", "exit 1");

        var error = await Assert.ThrowsAsync<UserError>(() => House.EnsureAsync(CancellationToken.None));

        Assert.Contains("too old", error.Message, StringComparison.Ordinal);
        Assert.Contains("postgresql-18-documentdb", error.Why, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Building) || Directory.Exists(House.Path));
    }

    public void Dispose() => _machine.Dispose();

    private async Task BuildsAsync()
    {
        _machine.With("mmdebstrap", $"{Half}\nmv $target/half $target/whole\nmkdir $target/etc");

        await House.EnsureAsync(CancellationToken.None);

        Assert.True(House.IsComplete);
        Assert.True(File.Exists(Path.Combine(House.Path, "whole")));
        Assert.False(Directory.Exists(Building));
        Assert.Equal("18.4", House.PostgresVersion);
    }
}
