using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using Hotline.Intake.Progress;
using Hotline.Intake.V1;
using Hotline.Testing;
using Hotline.Tracking.V1;
using Hotline.Type.V1;
using MongoDB.Bson;

namespace Hotline.Intake.Tests.Service;

[Collection(IntakeCollection.Name)]
public sealed class ProgressTests(IntakeFixture fixture)
{
    private static readonly DateTime At = new(2022, 9, 28, 2, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Repeated_and_reordered_news_leave_the_latest()
    {
        var appeal = await fixture.SubmitAsync();
        foreach (var version in new[] { 2, 5, 3, 5, 1, 4 })
        {
            await Handler.HandleAsync(News(appeal.AppealId, version), default);
        }

        var read = await GetAsync(appeal.AppealId);
        Assert.Equal("unit 5", read.Progress.LeadUnitName);
        Assert.Equal(TicketState.InProgress, read.Progress.State);
        Assert.Equal(At.AddDays(7), read.Progress.PromisedAt.ToDateTime());
        Assert.Equal(1, read.Version);
        var stored = await fixture.Service.Get<ProgressStore>().FindAsync(appeal.AppealId, default);
        Assert.Equal(5, stored!.Version);
        Assert.Equal(["unit5"], stored.Handlers);
    }

    [Fact]
    public async Task Many_news_at_once_are_all_written()
    {
        var appeals = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fixture.SubmitAsync()));
        var news = appeals.SelectMany(appeal => new[] { 1, 2, 3 }.Select(version => News(appeal.AppealId, version)));
        await Task.WhenAll(news.Select(one => Handler.HandleAsync(one, default)));
        foreach (var appeal in appeals)
        {
            Assert.Equal("unit 3", (await GetAsync(appeal.AppealId)).Progress.LeadUnitName);
        }
    }

    [Fact]
    public async Task News_of_an_unknown_ticket_make_no_appeal()
    {
        await Handler.HandleAsync(News("unknown-ticket", 1), default);
        Assert.Equal(0, await fixture.Appeals.CountDocumentsAsync(new BsonDocument("_id", "unknown-ticket")));
    }

    [Fact]
    public async Task News_arrive_over_the_broker()
    {
        var appeal = await fixture.SubmitAsync();
        var news = News(appeal.AppealId, 9);
        await Eventually.IsAsync(() => Task.FromResult(fixture.Service.Get<IEventPublisher>().IsReady), "the broker is there");
        await fixture.Service.Get<IEventPublisher>().PublishAsync(news);
        await Eventually.IsAsync(
            async () => (await GetAsync(appeal.AppealId)).Progress?.LeadUnitName == "unit 9", "the news is on the appeal");
    }

    private IEventHandler<TicketChanged> Handler => fixture.Service.Get<IEventHandler<TicketChanged>>();

    private async Task<Appeal> GetAsync(string id) =>
        await fixture.Intake.GetAppealAsync(new GetAppealRequest { AppealId = id }, fixture.As("OPERATOR"));

    public static TicketChanged News(string ticket, int version, string? unit = null) => new()
    {
        Header = new EventHeader
        {
            EventId = $"{ticket}|tracking|{version}|0",
            TicketId = ticket,
            Source = Source.Tracking,
            SourceVersion = version,
            OccurredAt = Timestamp.FromDateTime(At),
        },
        Change = "test",
        Ticket = new Ticket
        {
            TicketId = ticket,
            State = TicketState.InProgress,
            Assignments =
            {
                new Assignment
                {
                    State = AssignmentState.Handling,
                    Routed = new RoutedAssignment
                    {
                        UnitId = unit ?? $"unit{version}",
                        UnitName = $"unit {version}",
                        Role = AssignmentRole.Lead,
                    },
                },
            },
            Deadlines = { new Deadline { Kind = DeadlineKind.Citizen, DueAt = Timestamp.FromDateTime(At.AddDays(7)) } },
        },
    };
}
