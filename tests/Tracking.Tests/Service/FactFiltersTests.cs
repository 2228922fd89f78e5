using Hotline.Chassis.Configuration;
using Hotline.Chassis.Hosting;
using Hotline.Events.V1;
using Hotline.Testing;
using Hotline.Tracking.Callbacks;
using Hotline.Tracking.Feed;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;

namespace Hotline.Tracking.Tests.Service;

/// <summary>Production shards the archive by ticket: a command whose filter names no ticket would go to every shard.</summary>
public sealed class FactFiltersTests : IAsyncLifetime
{
    private readonly CommandLog _log = new("facts");
    private readonly TrackingFixture _given;

    public FactFiltersTests() => _given = new() { Build = Build };

    public Task InitializeAsync() => _given.InitializeAsync();

    public Task DisposeAsync() => _given.DisposeAsync();

    [Fact]
    public async Task Commands_timeline_and_feed_name_their_tickets()
    {
        var id = await _given.ApprovedTicketAsync();
        await _given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, _given.Liaison);
        await Eventually.IsAsync(
            async () => await _given.Service.Get<FeedStore>().Entries.CountDocumentsAsync(new BsonDocument("ticket", id)) == 7,
            "every change has its number");

        Assert.Equal(7, (await _given.Tracking.GetTimelineAsync(new() { TicketId = id }, _given.Liaison)).Entries.Count);
        Assert.True((await _given.Tracking.VerifyTimelineAsync(new() { TicketId = id }, _given.Supervisor)).Intact);
        var page = await _given.Tracking.ListChangesAsync(new() { UnitId = Given.Town }, _given.As("r", "PARTNER", Given.Town));
        Assert.NotEmpty(page.Changes);

        Assert.NotEmpty(_log.Filters);
        Assert.All(_log.Filters, sent => Assert.True(sent.Filter.Contains("ticket"), $"{sent.Command} {sent.Filter}"));
    }

    /// <summary>As the service builds itself, with a store whose commands are noted.</summary>
    private WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddHotline(new ServiceIdentity(Source.Tracking), TrackingRoles.Table)
            .AddLifecycle().AddDeadlines().AddContacts().AddCallbacks().AddListing().AddFeed();
        builder.Services.AddSingleton(_log.Watch(_given.Database.Open()));

        var app = builder.Build();
        app.UseHotline();
        app.MapGrpcService<TrackingGrpcService>();
        app.MapGrpcService<CallbackGrpcService>();
        return app;
    }
}
