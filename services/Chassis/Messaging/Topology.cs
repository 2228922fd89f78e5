using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// Declares every exchange, queue and binding of the suite before the first publish, so that an event published
/// before its consumer ever ran waits in the consumer's queue. Limits and dead letters are policy, not arguments:
/// arguments could never be changed.
/// </summary>
public sealed partial class Topology(BusOptions options, TimeProvider system, ILogger<Topology> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    // All that is said for ever: no priorities, which quorum queues take as an argument on some versions of the broker only.
    private static readonly Dictionary<string, object?> Arguments = new(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" };

    /// <summary>Whether the broker holds all of it; nothing is published before.</summary>
    public bool IsDeclared { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && !IsDeclared)
        {
            try
            {
                await DeclareAsync(stoppingToken);
                IsDeclared = true;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                NotYet(error.GetType().Name);
                await Task.Delay(Retry, system, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Declares everything once; safe to repeat.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.RabbitMQClientException">
    /// The broker is away, or holds something of the same name with other arguments.
    /// </exception>
    public async Task DeclareAsync(CancellationToken cancel)
    {
        await using var connection = await options.ConnectionFactory("topology").CreateConnectionAsync(cancel);
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

    [LoggerMessage(300, LogLevel.Warning, "The broker's topology is not declared yet: {Kind}")]
    private partial void NotYet(string kind);
}
