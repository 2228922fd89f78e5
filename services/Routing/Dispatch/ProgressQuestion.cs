using Grpc.Core;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch;

/// <summary>Asks Tracking, which alone knows it, how far a ticket is.</summary>
public sealed class ProgressQuestion(TrackingService.TrackingServiceClient tracking)
{
    /// <summary>The progress of a ticket by id or number; null when Tracking cannot be asked now.</summary>
    public async Task<HandlingProgress?> AskAsync(string ticketId, CancellationToken cancel)
    {
        try
        {
            var ticket = await tracking.GetTicketAsync(new() { TicketId = ticketId }, cancellationToken: cancel);
            return new(
                ticket.Assignments.ToDictionary(part => part.Routed.AssignmentId, part => part.State),
                ticket.Assignments.FirstOrDefault(part => part.Routed.Role == AssignmentRole.Lead)?.State ?? AssignmentState.Unspecified);
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.NotFound)
        {
            return HandlingProgress.None;
        }
        catch (RpcException error) when (error.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled)
        {
            cancel.ThrowIfCancellationRequested();
            return null;
        }
    }
}
