using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Time;
using Hotline.Events.V1;
using Hotline.Testing;

namespace Hotline.Chassis.Tests.Facts;

/// <summary>A fact store over the real engine, with a signal that no outbox reads: what is pending stays so.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    private readonly TestDatabase _database;

    public StoreFixture()
        : this(null)
    {
    }

    /// <param name="log">Notes what the store is asked, when set.</param>
    internal StoreFixture(CommandLog? log) => _database = new() { Log = log };

    public FactStore<Toy> Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Store = Another();
        await Store.StartAsync(default);
    }

    /// <summary>The same store as another replica sees it.</summary>
    public FactStore<Toy> Another(OutboxSignal? signal = null, TimeProvider? clock = null, Source service = Source.Intake) => new(
        _database.Open(),
        new FactsOptions<Toy> { Collection = "toys", MapStored = Toy.MapStored, EtagOf = toy => $"e{toy.Count}" },
        new ServiceIdentity(service),
        signal ?? new OutboxSignal(),
        new BusinessClock(clock ?? TimeProvider.System),
        clock ?? TimeProvider.System);

    public async Task DisposeAsync() => await _database.DisposeAsync();
}
