using Hotline.Chassis.Configuration;
using Hotline.Chassis.Hosting;
using Hotline.Events.V1;
using Hotline.Routing.Catalogue;
using Hotline.Routing.Directory;
using Hotline.Routing.Dispatch;

namespace Hotline.Routing;

/// <summary>Routing (派单): knows the directory and the catalogue, and decides who handles a ticket.</summary>
public static class Program
{
    public static Task Main(string[] args) => Build(args).RunAsync();

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddHotline(new ServiceIdentity(Source.Routing), RoutingRoles.Table);
        builder.Services.AddDirectoryAndCatalogue().AddDispatch();

        var app = builder.Build();
        app.UseHotline();
        app.MapGrpcService<DirectoryGrpcService>();
        app.MapGrpcService<CatalogueGrpcService>();
        app.MapGrpcService<RoutingGrpcService>();
        return app;
    }
}
