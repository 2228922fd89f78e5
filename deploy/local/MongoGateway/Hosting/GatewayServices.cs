using Hotline.MongoGateway.Commands;
using Hotline.MongoGateway.Cursors;
using Hotline.MongoGateway.Engine;
using Hotline.MongoGateway.Sessions;

namespace Hotline.MongoGateway.Hosting;

/// <summary>What all connections share.</summary>
public sealed class GatewayServices(LanePool lanes, EngineInfo engine, TimeProvider time) : IDisposable
{
    public LanePool Lanes { get; } = lanes;

    public EngineInfo Engine { get; } = engine;

    public TimeProvider Time { get; } = time;

    public CursorTable Cursors { get; } = new(lanes, time);

    public TransactionTable Transactions { get; } = new(lanes, time);

    public RetryTable Retries { get; } = new(time);

    public ClientCount Clients { get; } = new();

    public CommandCounts Commands { get; } = new(CommandTable.All.Select(command => command.Name));

    public SemaphoreSlim SchemaGate { get; } = new(1);

    public void Dispose() => SchemaGate.Dispose();
}
