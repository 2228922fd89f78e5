using Hotline.Chassis;
using Hotline.Events.V1;
using Hotline.Tracking;
using Hotline.Tracking.Callbacks;

var builder = WebApplication.CreateBuilder(args);
builder.AddHotline(new ServiceIdentity(Source.Tracking), TrackingRoles.Table)
    .AddLifecycle()
    .AddDeadlines()
    .AddContacts()
    .AddCallbacks()
    .AddListing()
    .AddFeed();

var app = builder.Build();
app.UseHotline();
app.MapGrpcService<TrackingGrpcService>();
app.MapGrpcService<CallbackGrpcService>();
await app.RunAsync();
