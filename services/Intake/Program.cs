using Hotline.Chassis.Configuration;
using Hotline.Chassis.Hosting;
using Hotline.Events.V1;
using Hotline.Intake.Appeals;
using Hotline.Intake.Vault;

namespace Hotline.Intake;

/// <summary>Intake (受理): takes appeals down once, keeps claimants in its vault.</summary>
public static class Program
{
    public static Task Main(string[] args) => Build(args).RunAsync();

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddHotline(new ServiceIdentity(Source.Intake), IntakeRoles.Table);
        builder.Services.AddDistrict().AddAppeals().AddTriage().AddPlaces().AddVault().AddCallers().AddProgress();

        var app = builder.Build();
        app.UseHotline();
        app.MapGrpcService<IntakeGrpcService>();
        app.MapGrpcService<ClaimantGrpcService>();
        return app;
    }
}
