using Hotline.Chassis.Messaging;
using Hotline.Events.V1;

namespace Hotline.Intake.Progress;

/// <summary>Keeps public progress and the current handlers from what Tracking publishes.</summary>
public sealed class TicketChangedHandler(ProgressStore progress) : IEventHandler<TicketChanged>
{
    public Task HandleAsync(TicketChanged message, CancellationToken cancel) => progress.WriteAsync(TrackingNews.Of(message), cancel);
}
