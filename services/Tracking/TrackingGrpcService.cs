using Grpc.Core;
using Hotline.Tracking.Contacts;
using Hotline.Tracking.Feed;
using Hotline.Tracking.Lifecycle;
using Hotline.Tracking.Listing;
using Hotline.Tracking.Timeline;

namespace Hotline.Tracking;

/// <summary>The face of the service: each method stands in the capability it belongs to.</summary>
public sealed class TrackingGrpcService(
    TicketQueries tickets, FeedWatch watch, FeedQueries feed, TimelineQueries timeline, UnitCommands units, ClaimantReveal claimants)
    : TrackingService.TrackingServiceBase
{
    public override Task<Ticket> GetTicket(GetTicketRequest request, ServerCallContext context) => tickets.GetAsync(request, context);

    public override Task<ListTicketsResponse> ListTickets(ListTicketsRequest request, ServerCallContext context) =>
        tickets.ListAsync(request, context);

    public override Task WatchTickets(
        WatchTicketsRequest request, IServerStreamWriter<WatchTicketsResponse> responseStream, ServerCallContext context) =>
        watch.WatchAsync(request, responseStream, context);

    public override Task<ListChangesResponse> ListChanges(ListChangesRequest request, ServerCallContext context) =>
        feed.ListAsync(request, context);

    public override Task<GetTimelineResponse> GetTimeline(GetTimelineRequest request, ServerCallContext context) =>
        timeline.ListAsync(request, context);

    public override Task<VerifyTimelineResponse> VerifyTimeline(VerifyTimelineRequest request, ServerCallContext context) =>
        timeline.VerifyAsync(request, context);

    public override Task<Ticket> SignTicket(SignTicketRequest request, ServerCallContext context) => units.SignAsync(request, context);

    public override Task<Ticket> RecordContact(RecordContactRequest request, ServerCallContext context) =>
        units.ContactAsync(request, context);

    public override Task<Ticket> WaiveContact(WaiveContactRequest request, ServerCallContext context) =>
        units.WaiveContactAsync(request, context);

    public override Task<Ticket> StartHandling(StartHandlingRequest request, ServerCallContext context) =>
        units.StartAsync(request, context);

    public override Task<Ticket> SubmitFeedback(SubmitFeedbackRequest request, ServerCallContext context) =>
        units.FeedBackAsync(request, context);

    public override Task<Ticket> ReviewFeedback(ReviewFeedbackRequest request, ServerCallContext context) =>
        units.ReviewAsync(request, context);

    public override Task<RevealClaimantResponse> RevealClaimant(RevealClaimantRequest request, ServerCallContext context) =>
        claimants.RevealAsync(request, context);

    public override Task<RevealContentResponse> RevealContent(RevealContentRequest request, ServerCallContext context) =>
        claimants.RevealContentAsync(request, context);
}
