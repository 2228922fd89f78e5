using Hotline.Events.V1;
using RabbitMQ.Client;

namespace Hotline.Chassis.Messaging;

/// <summary>Tells how many messages wait for a consumer.</summary>
public interface IQueueDepth
{
    /// <summary>Messages ready in the consumer's queue of that lane; those it has taken and not acknowledged do not count.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.RabbitMQClientException">The broker is away, or the queue does not exist.</exception>
    Task<long> DepthAsync(Source consumer, bool isUrgent, CancellationToken cancel);
}

/// <summary>Asks the broker by a passive declaration, over a connection of its own that is opened when first needed.</summary>
public sealed class QueueDepth(BusOptions options) : IQueueDepth, IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private IConnection? _connection;

    public async Task<long> DepthAsync(Source consumer, bool isUrgent, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_connection is not { IsOpen: true })
            {
                await CloseAsync();
                _connection = await options.ConnectionFactory("audit").CreateConnectionAsync(cancel);
            }

            await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancel);
            return await channel.MessageCountAsync(EventCatalogue.QueueOf(consumer, isUrgent), cancel);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _gate.Dispose();
    }

    private async Task CloseAsync()
    {
        if (_connection is { } old)
        {
            _connection = null;
            await old.DisposeAsync();
        }
    }
}
