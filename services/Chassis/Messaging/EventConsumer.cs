using System.Diagnostics;
using Google.Protobuf;
using Hotline.Chassis.Telemetry;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// The thin face of MassTransit before a handler: applies each event of a batch by itself. What fails it sends back
/// to its own queue alone, so that it alone is tried again, and in the end it alone waits for a person.
/// </summary>
internal sealed partial class EventConsumer<TBatch, TEvent>(
    EventCatalogue.Row kind, IEventHandler<TEvent> handler, IVersionCheck versions, TicketLocks locks, Uri queue, ILogger logger)
    : IConsumer<TBatch>
    where TBatch : class, IMessage, new()
    where TEvent : class, IMessage
{
    public async Task Consume(ConsumeContext<TBatch> context)
    {
        var events = EventCatalogue.EventsOf(context.Message).Cast<TEvent>().ToList();
        if (events.Count > 1)
        {
            await ApplyEachAsync(events, context);
            return;
        }

        try
        {
            // A batch without events was meant for something: it waits for a person rather than be forgotten.
            var message = events.FirstOrDefault() ?? throw new InvalidDataException("The batch has no events.");
            await ApplyAsync(message, context.CancellationToken);
        }
        catch (InvalidDataException refused)
        {
            var header = events is [var only] ? EventCatalogue.HeaderOf(only) : null;
            Tracing.EventsRefused.Add(1);
            WasRefused(EventHeaders.Loggable(header?.EventId), EventHeaders.Loggable(header?.TicketId), context.MessageId, refused.Message);
            throw;
        }
    }

    private async Task ApplyEachAsync(List<TEvent> events, ConsumeContext<TBatch> context)
    {
        var applied = await Task.WhenAll(events.Select(message => TryApplyAsync(message, context.CancellationToken)));
        foreach (var (message, isApplied) in events.Zip(applied))
        {
            if (!isApplied)
            {
                await (await context.GetSendEndpoint(queue)).Send(Alone(message), context.CancellationToken);
            }
        }
    }

    private static TBatch Alone(TEvent message)
    {
        var batch = new TBatch();
        EventCatalogue.EventsOf(batch).Add(message);
        return batch;
    }

    private async Task<bool> TryApplyAsync(TEvent message, CancellationToken cancel)
    {
        try
        {
            await ApplyAsync(message, cancel);
            return true;
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            WillBeTriedAlone(EventHeaders.Loggable(EventCatalogue.HeaderOf(message)?.EventId), error.GetType().Name);
            return false;
        }
    }

    private async Task ApplyAsync(TEvent message, CancellationToken cancel)
    {
        var header = EventHeaders.Require(EventCatalogue.HeaderOf(message), kind.From);
        await versions.RequireAsync(header, cancel);
        using var span = Tracing.Continue("apply", ActivityKind.Consumer, header.TraceParent);
        using var held = await locks.LockAsync(header.TicketId, cancel);
        await handler.HandleAsync(message, cancel);
    }

    [LoggerMessage(302, LogLevel.Information, "Event {EventId} failed in its batch and is tried alone: {Kind}")]
    private partial void WillBeTriedAlone(string eventId, string kind);

    [LoggerMessage(303, LogLevel.Error, "Event {EventId} of ticket {TicketId} in message {MessageId} is refused and put aside: {Reason}")]
    private partial void WasRefused(string eventId, string ticketId, Guid? messageId, string reason);
}
