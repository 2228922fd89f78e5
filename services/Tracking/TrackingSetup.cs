using Hotline.Chassis.Hosting;
using Hotline.Chassis.Operations;
using Hotline.Chassis.Outbox;
using Hotline.Chassis.Reference;
using Hotline.Events.V1;
using Hotline.Intake.V1;
using Hotline.Operations.V1;
using Hotline.Tracking.Callbacks;
using Hotline.Tracking.Contacts;
using Hotline.Tracking.Deadlines;
using Hotline.Tracking.Feed;
using Hotline.Tracking.Lifecycle;
using Hotline.Tracking.Listing;
using Hotline.Tracking.Timeline;
using Microsoft.Extensions.Options;
using ClaimantRequest = Hotline.Tracking.V1.RevealClaimantRequest;
using ContentRequest = Hotline.Tracking.V1.RevealContentRequest;

namespace Hotline.Tracking;

/// <summary>Wires each capability.</summary>
public static class TrackingSetup
{
    /// <summary>The record, the events that change it, the commands of units and reviewers.</summary>
    public static WebApplicationBuilder AddLifecycle(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton(new RootUnit(UnitsFile.RootOf(builder.Configuration["Hotline:Data"] ?? "")))
            .AddFacts(TicketCollection.Options)
            .AddConsumer<AppealAccepted, AppealAcceptedHandler>()
            .AddConsumer<QueuedForDispatcher, QueuedForDispatcherHandler>()
            .AddConsumer<TicketDispatched, TicketDispatchedHandler>()
            .AddConsumer<TicketTransferred, TicketTransferredHandler>()
            .AddSingleton<TicketCommands>()
            .AddSingleton<TicketText>()
            .AddSingleton<UnitCommands>()
            .AddValidator<SignTicketRequest, SignTicketValidator>()
            .AddValidator<RecordContactRequest, RecordContactValidator>()
            .AddValidator<WaiveContactRequest, WaiveContactValidator>()
            .AddValidator<StartHandlingRequest, StartHandlingValidator>()
            .AddValidator<SubmitFeedbackRequest, SubmitFeedbackValidator>()
            .AddValidator<ReviewFeedbackRequest, ReviewFeedbackValidator>();
        return builder;
    }

    /// <summary>The limits, and the worker that lets them fire.</summary>
    public static WebApplicationBuilder AddDeadlines(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton(provider => provider.GetRequiredService<ClocksFile>().ToTable())
            .AddSingleton(provider => provider.GetRequiredService<ClocksFile>().ToPolicy())
            .AddDeadlineWorker<TicketRecord, TicketDeadlines>();
        return builder;
    }

    public static WebApplicationBuilder AddContacts(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddPeer<ClaimantService.ClaimantServiceClient>(Source.Intake)
            .AddSingleton<ClaimantReveal>()
            .AddValidator<ClaimantRequest, RevealClaimantValidator>()
            .AddValidator<ContentRequest, RevealContentValidator>();
        return builder;
    }

    public static WebApplicationBuilder AddCallbacks(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddValidator<ListCallbacksRequest, ListCallbacksValidator>()
            .AddValidator<ClaimCallbackRequest, ClaimCallbackValidator>()
            .AddValidator<RecordCallbackRequest, RecordCallbackValidator>();
        return builder;
    }

    public static WebApplicationBuilder AddListing(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton<TicketQueries>()
            .AddSingleton<TimelineQueries>()
            .AddValidator<GetTicketRequest, GetTicketValidator>()
            .AddValidator<ListTicketsRequest, ListTicketsValidator>()
            .AddValidator<GetTimelineRequest, GetTimelineValidator>()
            .AddValidator<VerifyTimelineRequest, VerifyTimelineValidator>();
        return builder;
    }

    public static WebApplicationBuilder AddFeed(this WebApplicationBuilder builder)
    {
        builder.AddChecked<FeedOptions>(FeedOptions.Section);
        builder.Services
            .AddSingleton<IArchiveHook, FeedHook>()
            .AddSingleton<FeedStore>()
            .AddHostedService(provider => provider.GetRequiredService<FeedStore>())
            .AddSingleton<FeedLeases>()
            .AddSingleton<FeedTail>()
            .AddHostedService(provider => provider.GetRequiredService<FeedTail>())
            .AddSingleton<FeedQueue>()
            .AddSingleton<FeedAside>()
            .AddSingleton<IBacklogProbe>(
                provider => new FeedBacklog(provider.GetRequiredService<FeedQueue>().Entries, BacklogKind.FeedQueue))
            .AddSingleton<IBacklogProbe>(
                provider => new FeedBacklog(provider.GetRequiredService<FeedAside>().Entries, BacklogKind.FeedAside))
            .AddSingleton<FeedNumbers>()
            .AddSingleton<FeedSequencer>()
            .AddHostedService(provider => provider.GetRequiredService<FeedSequencer>())
            .AddSingleton<FeedCursors>()
            .AddSingleton<FeedStart>()
            .AddSingleton<FeedChanges>()
            .AddSingleton<FeedQueries>()
            .AddSingleton<FeedWatch>()
            .AddValidator<ListChangesRequest, ListChangesValidator>()
            .AddValidator<WatchTicketsRequest, WatchTicketsValidator>();
        return builder;
    }

    private static T AddChecked<T>(this WebApplicationBuilder builder, string section)
        where T : class, new()
    {
        builder.Services.AddOptions<T>().Bind(builder.Configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
        return builder.Configuration.GetSection(section).Get<T>() ?? new T();
    }
}
