using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Hosting;
using Hotline.Chassis.Operations;
using Hotline.Chassis.Reference;
using Hotline.Events.V1;
using Hotline.Intake.Appeals;
using Hotline.Intake.Callers;
using Hotline.Intake.Places;
using Hotline.Intake.Progress;
using Hotline.Intake.V1;
using Hotline.Intake.Vault;
using Hotline.Routing.V1;
using Microsoft.Extensions.Options;

namespace Hotline.Intake;

/// <summary>Wires each capability.</summary>
public static class IntakeSetup
{
    public static IServiceCollection AddAppeals(this IServiceCollection services) => services
        .AddFacts(new FactsOptions<AppealState>
        {
            Collection = IntakeQueries.Appeals,
            MapStored = AppealBson.MapStored,
            SeenIn = ProgressStore.Collection,
            ResourceType = "appeal",
            EtagOf = static state => state.Urgency,
            Indexes = IntakeQueries.Indexes,
        })
        .AddSingleton<NumberBlocks>().AddSingleton<AppealMaker>().AddSingleton<UpstreamOrders>().AddSingleton<SubmitAppeal>()
        .AddSingleton<IntakeGrpcService>()
        .AddValidator<SubmitAppealRequest, SubmitAppealValidator>()
        .AddValidator<GetAppealRequest, GetAppealValidator>()
        .AddValidator<ListAppealsRequest, ListAppealsValidator>()
        .AddValidator<ListTransferredReportsRequest, ListTransferredReportsValidator>();

    public static IServiceCollection AddDistrict(this IServiceCollection services) => services
        .AddSingleton(provider => DistrictFile.Read(DataOf(provider)));

    public static IServiceCollection AddTriage(this IServiceCollection services) => services
        .AddSingleton(provider => CategoryTree.Of(CategoriesFile.Read(DataOf(provider))));

    public static IServiceCollection AddPlaces(this IServiceCollection services) => services
        .AddSingleton(provider => new UnitDirectoryCache(UnitTree.Of(UnitsFile.Read(DataOf(provider)))))
        .AddPeer<DirectoryService.DirectoryServiceClient>(Source.Routing)
        .AddPeer<RoutingService.RoutingServiceClient>(Source.Routing)
        .AddSingleton<RoutingClient>()
        .AddHostedService<UnitRefresh>();

    public static IServiceCollection AddVault(this IServiceCollection services) => services
        .AddSingleton(provider => KeyRing.Load(
            provider.GetRequiredService<Secrets>(),
            provider.GetRequiredService<IOptions<SecretsOptions>>().Value.Directory))
        .AddSingleton<ClaimantVault>().AddSingleton<AccessLog>().AddSingleton<RevealDoor>().AddSingleton<ClaimantGrpcService>()
        .AddHostedService<VaultIndexes>()
        .AddValidator<RevealClaimantRequest, RevealClaimantValidator>()
        .AddValidator<RevealContentRequest, RevealContentValidator>()
        .AddValidator<ListAccessRecordsRequest, ListAccessRecordsValidator>();

    public static IServiceCollection AddCallers(this IServiceCollection services) => services
        .AddSingleton(provider => new PhoneIndex(LiveKeys.Load(provider.GetRequiredService<Secrets>(), PhoneIndex.Purpose)))
        .AddSingleton<CallerMaker>().AddSingleton<CallerStore>()
        .AddHostedService<CallerRotation>()
        .AddSingleton<IBacklogProbe, CallerBacklog>();

    public static IServiceCollection AddProgress(this IServiceCollection services) => services
        .AddSingleton<ProgressStore>()
        .AddConsumer<TicketChanged, TicketChangedHandler>();

    private static string DataOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<HotlineOptions>>().Value.Data;
}
