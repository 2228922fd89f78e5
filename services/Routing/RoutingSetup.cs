using Hotline.Chassis.Hosting;
using Hotline.Events.V1;
using Hotline.Routing.Catalogue;
using Hotline.Routing.Directory;
using Hotline.Routing.Dispatch;
using Hotline.Routing.V1;
using Hotline.Tracking.V1;

namespace Hotline.Routing;

/// <summary>Wires each capability.</summary>
public static class RoutingSetup
{
    public static IServiceCollection AddDirectoryAndCatalogue(this IServiceCollection services) => services
        .AddSingleton<ReferenceStore>()
        .AddSingleton<ReferenceCache>()
        .AddHostedService(provider => provider.GetRequiredService<ReferenceCache>())
        .AddSingleton<ListPages>()
        .AddValidator<GetUnitRequest, GetUnitValidator>()
        .AddValidator<ListUnitsRequest, ListUnitsValidator>()
        .AddValidator<ResolvePlaceRequest, ResolvePlaceValidator>()
        .AddValidator<ListEntriesRequest, ListEntriesValidator>();

    public static IServiceCollection AddDispatch(this IServiceCollection services) => services
        .AddFacts(DispatchStore.Options)
        .AddPeer<TrackingService.TrackingServiceClient>(Source.Tracking)
        .AddSingleton<ProgressQuestion>()
        .AddConsumer<AppealAccepted, AppealAcceptedHandler>()
        .AddConsumer<TicketClosed, TicketClosedHandler>()
        .AddValidator<SuggestDispatchRequest, SuggestDispatchValidator>()
        .AddValidator<DispatchTicketRequest, DispatchTicketValidator>()
        .AddValidator<SubDispatchRequest, SubDispatchValidator>()
        .AddValidator<ListDispatchQueueRequest, ListDispatchQueueValidator>()
        .AddValidator<GetDispatchHistoryRequest, GetDispatchHistoryValidator>();
}
