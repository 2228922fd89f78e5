using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Chassis.Time;
using Hotline.Events.V1;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.Facts;

/// <summary>A fact store over the real engine, with a signal that no outbox reads: what is pending stays so.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public FactStore<Toy> Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Store = Another();
        await IndexSpec.EnsureAsync(Store.Collection, Store.Options.AllIndexes, default);
        await IndexSpec.EnsureAsync(Store.Facts, Store.Options.FactIndexes, default);
    }

    /// <summary>The same store as another replica sees it.</summary>
    public FactStore<Toy> Another(OutboxSignal? signal = null, TimeProvider? clock = null) => new(
        _database.Open(),
        new FactsOptions<Toy> { Collection = "toys", MapStored = Toy.MapStored, EtagOf = toy => $"e{toy.Count}" },
        new ServiceIdentity(Source.Intake),
        signal ?? new OutboxSignal(),
        new BusinessClock(clock ?? TimeProvider.System),
        clock ?? TimeProvider.System);

    public async Task DisposeAsync() => await _database.DisposeAsync();
}
