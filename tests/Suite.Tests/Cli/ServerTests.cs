using System.Diagnostics;
using Hotline.Cli.Processes;

namespace Hotline.Suite.Tests.Cli;

public sealed class ServerTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hotline-").FullName;
    private readonly Sleeper _server;

    public ServerTests() => _server = new Sleeper(new ServerFolders(_folder, _folder, _folder));

    [Fact]
    public async Task Finishes_what_an_interrupted_start_left_undone()
    {
        _server.DiesBeforeItIsSettled = true;
        await Assert.ThrowsAsync<OperationCanceledException>(() => _server.EnsureAsync(CancellationToken.None));
        var pid = Assert.NotNull(_server.Pid);
        _server.DiesBeforeItIsSettled = false;

        Assert.False(await _server.EnsureAsync(CancellationToken.None));

        Assert.Equal(pid, _server.Pid);
        Assert.True(_server.IsSettled);
    }

    [Fact]
    public async Task Stands_still_while_it_is_frozen_and_goes_on_when_resumed()
    {
        await _server.EnsureAsync(CancellationToken.None);
        var pid = Assert.NotNull(_server.Pid);

        await _server.FreezeAsync(CancellationToken.None);
        Assert.Equal('T', ProcessTable.Read(pid)?.State);
        Assert.Equal(pid, _server.Pid);

        _server.Resume();
        var limit = Stopwatch.StartNew();
        while (ProcessTable.Read(pid) is { State: 'T' })
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(10), "it still stands still");
            await Task.Delay(10);
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Sleeper(ServerFolders folders) : Server(folders)
    {
        public override string Name => "sleeper";

        public override string Title => "Sleeper";

        public bool DiesBeforeItIsSettled { get; set; }

        public bool IsSettled { get; private set; }

        public override Task<bool> AnswersAsync(CancellationToken cancel) => Task.FromResult(true);

        protected override Task<string> VersionAsync(CancellationToken cancel) => Task.FromResult("1");

        protected override Launch Launch() => new("sleep", ["300"]);

        protected override Task SettleAsync(CancellationToken cancel)
        {
            IsSettled = DiesBeforeItIsSettled ? throw new OperationCanceledException() : true;
            return Task.CompletedTask;
        }
    }
}
