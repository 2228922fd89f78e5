using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Chassis.Time;
using Hotline.Events.V1;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.Facts;

/// <summary>A fact store over the real engine, with a relay queue that nobody reads: what is pending stays so.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public RelayQueue Queue { get; } = new();

    public FactStore<Toy> Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var options = new FactsOptions<Toy> { Collection = "toys", EtagOf = toy => $"e{toy.Count}", FeedPartitions = 16 };
        Store = new FactStore<Toy>(_database.Open(), options, new ServiceIdentity(Source.Intake), Queue, new BusinessClock(TimeProvider.System), TimeProvider.System);
        await IndexSpec.EnsureAsync(Store.Collection, options.AllIndexes, default);
        await IndexSpec.EnsureAsync(Store.Facts, options.FactIndexes, default);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();
}
