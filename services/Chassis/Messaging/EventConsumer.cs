using System.Diagnostics;
using Google.Protobuf;
using Hotline.Chassis.Telemetry;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// The thin face of MassTransit before a handler: takes each event of a bundle in by itself. What fails is sent back
/// to the own queue alone, so that it alone is tried again, and in the end it alone waits for a person.
/// </summary>
internal sealed partial class EventConsumer<TBundle, TEvent>(IEventHandler<TEvent> handler, TicketTurns turns, Uri queue, ILogger logger) : IConsumer<TBundle>
    where TBundle : class, IMessage, new()
    where TEvent : class, IMessage
{
    public async Task Consume(ConsumeContext<TBundle> context)
    {
        var events = EventCatalogue.EventsOf(context.Message).Cast<TEvent>().ToList();
        if (events.Count == 0)
        {
            // Whoever wrote it meant something by it: it waits for a person rather than be forgotten.
            throw new InvalidDataException("A bundle without events.");
        }

        if (events is [var only])
        {
            await TakeInAsync(only, context.CancellationToken);
            return;
        }

        var taken = await Task.WhenAll(events.Select(message => TryTakeInAsync(message, context.CancellationToken)));
        foreach (var (message, isTaken) in events.Zip(taken))
        {
            if (!isTaken)
            {
                await (await context.GetSendEndpoint(queue)).Send(Alone(message), context.CancellationToken);
            }
        }
    }

    private static TBundle Alone(TEvent message)
    {
        var bundle = new TBundle();
        EventCatalogue.EventsOf(bundle).Add(message);
        return bundle;
    }

    private async Task<bool> TryTakeInAsync(TEvent message, CancellationToken cancel)
    {
        try
        {
            await TakeInAsync(message, cancel);
            return true;
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            WillBeTriedAlone(EventCatalogue.HeaderOf(message)?.EventId, error.GetType().Name);
            return false;
        }
    }

    private async Task TakeInAsync(TEvent message, CancellationToken cancel)
    {
        var header = EventCatalogue.HeaderOf(message);
        using var span = Tracing.Continue("take in", ActivityKind.Consumer, header.TraceParent);
        using var turn = await turns.WaitAsync(header.TicketId, cancel);
        await handler.HandleAsync(message, cancel);
    }

    [LoggerMessage(302, LogLevel.Information, "Event {EventId} failed in its bundle and is tried alone: {Kind}")]
    private partial void WillBeTriedAlone(string? eventId, string kind);
}
