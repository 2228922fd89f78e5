using Hotline.Chassis.Configuration;
using Hotline.Chassis.Hosting;
using Hotline.Events.V1;
using Hotline.Tracking.Callbacks;

namespace Hotline.Tracking;

/// <summary>Tracking 办理: follows tickets on honest clocks until the claimant, called back, says it is solved.</summary>
public static class Program
{
    public static Task Main(string[] args) => Build(args).RunAsync();

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddHotline(new ServiceIdentity(Source.Tracking), TrackingRoles.Table)
            .AddLifecycle().AddDeadlines().AddContacts().AddCallbacks().AddListing().AddFeed();

        var app = builder.Build();
        app.UseHotline();
        app.MapGrpcService<TrackingGrpcService>();
        app.MapGrpcService<CallbackGrpcService>();
        return app;
    }
}
