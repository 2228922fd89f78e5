using Hotline.Chassis.Time;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// Declares every exchange, queue and binding of the suite before the first publish, so that an event published
/// before its consumer ever ran waits in the consumer's queue. Limits and dead letters are policy, not arguments:
/// arguments could never be changed. It holds on to its connection, and so knows within a second that the broker went or came back.
/// </summary>
public sealed class Topology(BusOptions options, TimeProvider system, ILogger<Topology> logger)
    : PollingWorker(Interval, system, logger, longestBackoff: Interval)
{
    // Also while the broker is away: what waits goes out as soon as it is back.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // All that is said for ever: no priorities, which quorum queues take as an argument on some versions of the broker only.
    private static readonly Dictionary<string, object?> Arguments = new(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" };

    private IConnection? _connection;
    private bool _isDeclared;

    /// <summary>Whether the broker is there and holds all of it; nothing is published otherwise.</summary>
    public bool IsThere => _isDeclared && _connection is { IsOpen: true };

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await CloseAsync();
    }

    protected override async Task<bool> PassAsync(CancellationToken cancel)
    {
        if (!IsThere)
        {
            _isDeclared = false;
            await CloseAsync();
            _connection = await options.ConnectionFactory("topology").CreateConnectionAsync(cancel);
            await DeclareAsync(_connection, cancel);
            _isDeclared = true;
        }

        return false;
    }

    private async Task CloseAsync()
    {
        if (_connection is { } old)
        {
            _connection = null;
            await old.DisposeAsync();
        }
    }

    /// <summary>Declares everything once; safe to repeat.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.RabbitMQClientException">
    /// The broker is away, or holds something of the same name with other arguments.
    /// </exception>
    internal static async Task DeclareAsync(IConnection connection, CancellationToken cancel)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        foreach (var isUrgent in new[] { false, true })
        {
            await DeclareLaneAsync(channel, isUrgent, cancel);
        }
    }

    private static async Task DeclareLaneAsync(IChannel channel, bool isUrgent, CancellationToken cancel)
    {
        foreach (var consumer in EventCatalogue.Rows.SelectMany(row => row.To).Distinct())
        {
            var queue = EventCatalogue.QueueOf(consumer, isUrgent);
            await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, cancellationToken: cancel);
            await channel.QueueDeclareAsync(
                queue, durable: true, exclusive: false, autoDelete: false, Arguments, cancellationToken: cancel);
            await channel.QueueBindAsync(queue, queue, "", cancellationToken: cancel);
        }

        foreach (var row in EventCatalogue.Rows)
        {
            var exchange = row.ExchangeOf(isUrgent);
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancel);
            foreach (var consumer in row.To)
            {
                await channel.ExchangeBindAsync(EventCatalogue.QueueOf(consumer, isUrgent), exchange, "", cancellationToken: cancel);
            }
        }
    }
}
