using Hotline.Chassis.Configuration;
using Hotline.Chassis.Hosting;
using Hotline.Events.V1;
using Hotline.Routing.Catalogue;
using Hotline.Routing.Directory;
using Hotline.Routing.Dispatch;
using Hotline.Routing.V1;
using Microsoft.Extensions.Options;

namespace Hotline.Routing;

/// <summary>The service, put together.</summary>
public static class RoutingHost
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddHotline(new ServiceIdentity(Source.Routing), RoutingRoles.Table);
        AddDirectoryAndCatalogue(builder.Services);
        AddDispatch(builder.Services);
        var app = builder.Build();
        app.UseHotline();
        app.MapGrpcService<DirectoryGrpcService>();
        app.MapGrpcService<CatalogueGrpcService>();
        app.MapGrpcService<RoutingGrpcService>();
        return app;
    }

    private static void AddDirectoryAndCatalogue(IServiceCollection services) => services
        .AddSingleton<ReferenceStore>()
        .AddSingleton<ReferenceCache>()
        .AddHostedService(provider => provider.GetRequiredService<ReferenceCache>())
        .AddSingleton<ListPages>()
        .AddValidator<GetUnitRequest, GetUnitValidator>()
        .AddValidator<ListUnitsRequest, ListUnitsValidator>()
        .AddValidator<ResolvePlaceRequest, ResolvePlaceValidator>()
        .AddValidator<ListEntriesRequest, ListEntriesValidator>();

    private static void AddDispatch(IServiceCollection services) => services
        .AddFacts(DispatchStore.Options)
        .AddSingleton(provider => DispatchLimitsFile.Read(provider.GetRequiredService<IOptions<HotlineOptions>>().Value.Data))
        .AddConsumer<AppealAccepted, AppealAcceptedHandler>()
        .AddConsumer<TicketClosed, TicketClosedHandler>()
        .AddValidator<SuggestDispatchRequest, SuggestDispatchValidator>()
        .AddValidator<DispatchTicketRequest, DispatchTicketValidator>()
        .AddValidator<SubDispatchRequest, SubDispatchValidator>()
        .AddValidator<ListDispatchQueueRequest, ListDispatchQueueValidator>()
        .AddValidator<GetDispatchHistoryRequest, GetDispatchHistoryValidator>();
}
