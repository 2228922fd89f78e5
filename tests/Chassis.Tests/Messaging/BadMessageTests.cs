using System.Text;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Tests.Facts;
using Hotline.Events.V1;
using Hotline.Testing;
using RabbitMQ.Client;

namespace Hotline.Chassis.Tests.Messaging;

public sealed class BadMessageTests(ToyPair pair) : IClassFixture<ToyPair>
{
    private const string Errors = "hotline-routing_error";
    private const string Skipped = "hotline-routing_skipped";
    private const string Batch = "urn:message:Hotline.Events.V1:AppealAcceptedBatch";

    private FactStore<Toy> Peer => pair.Routing.Get<FactStore<Toy>>();

    public static TheoryData<string, Action<AppealAccepted>> WrongHeaders => new()
    {
        { "missing", accepted => accepted.Header = null },
        { "empty ticket id", accepted => accepted.Header.TicketId = "" },
        { "empty event id", accepted => accepted.Header.EventId = "" },
        { "ticket id of other characters", accepted => accepted.Header.TicketId = "a b\n$ne" },
        { "ticket id too long", accepted => accepted.Header.TicketId = new string('t', 65) },
        { "event id too long", accepted => accepted.Header.EventId += new string('0', 200) },
        { "event id of another version", accepted => accepted.Header.SourceVersion = 999 },
        { "version below one", accepted => Rename(accepted, Source.Intake, 0) },
        { "source of another kind", accepted => Rename(accepted, Source.Tracking, 1) },
        { "no time", accepted => accepted.Header.OccurredAt = null },
    };

    [Theory]
    [InlineData("""{ "events": [ """)]
    [InlineData("no JSON")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{ "events": 7 }""")]
    [InlineData("""{ "events": [ { "header": { "source": "SOURCE_OF_NOTHING" } } ] }""")]
    [InlineData("""{ "events": [ { "header": { "sourceVersion": "99999999999999999999" } } ] }""")]
    [InlineData("""{ "events": [ null ] }""")]
    [InlineData("""{ "events": [] }""")]
    [InlineData("{}")]
    public async Task A_message_that_is_no_batch_is_put_aside_and_the_next_is_applied(string body)
    {
        var before = await pair.Broker.MessagesAsync(Errors) ?? 0;
        await SendAsync(Batch, body);

        await AppliesAsync(Given.NewTicket());
        await Eventually.IsAsync(async () => await pair.Broker.MessagesAsync(Errors) == before + 1, "it is put aside");
    }

    [Fact]
    public async Task A_message_of_an_unknown_type_is_put_aside_and_the_next_is_applied()
    {
        var before = await pair.Broker.MessagesAsync(Skipped) ?? 0;
        await SendAsync("urn:message:Hotline.Events.V1:OfTomorrowBatch", """{ "events": [ {} ] }""");

        await AppliesAsync(Given.NewTicket());
        await Eventually.IsAsync(async () => await pair.Broker.MessagesAsync(Skipped) == before + 1, "it is put aside");
    }

    [Theory]
    [MemberData(nameof(WrongHeaders), DisableDiscoveryEnumeration = true)]
    public async Task An_event_with_a_wrong_header_is_put_aside_untried_and_moves_no_gate(string what, Action<AppealAccepted> spoil)
    {
        Assert.NotEmpty(what);
        var (ticket, neighbour) = (Given.NewTicket(), Given.NewTicket());
        var (bad, before) = (Given.Accepted(ticket), await pair.Broker.MessagesAsync(Errors) ?? 0);
        spoil(bad);

        await SendAsync(Batch, ProtoJson.Format(new AppealAcceptedBatch { Events = { bad, Given.Accepted(neighbour) } }));

        await Eventually.GetAsync(() => Peer.FindAsync(neighbour, Scope.All, default), "the event beside it is applied");
        await Eventually.IsAsync(async () => await pair.Broker.MessagesAsync(Errors) == before + 1, "it alone is put aside");
        Assert.DoesNotContain(pair.Received.Messages, message => message.Header?.EventId == bad.Header?.EventId);
        await AppliesAsync(ticket);
    }

    [Fact]
    public async Task Doubled_and_reversed_events_end_at_the_newest()
    {
        var first = Given.Accepted(Given.NewTicket());
        var last = first.Clone();
        Rename(last, Source.Intake, 2);
        last.Appeal.AffectedHouseholds = 22;
        foreach (var accepted in new[] { last, first, last, first })
        {
            await SendAsync(Batch, ProtoJson.Format(new AppealAcceptedBatch { Events = { accepted } }));
        }

        await Eventually.IsAsync(() => Task.FromResult(Delivered(first.Header.TicketId) == 4), "all four were delivered");
        var ticket = await Peer.FindAsync(first.Header.TicketId, Scope.All, default);
        Assert.Equal(22, ticket!.State.Count);
        Assert.Equal(1, ticket.V);
    }

    [Fact]
    public async Task A_version_far_ahead_is_believed_only_when_its_source_has_it()
    {
        var (invented, ticket, before) = (Given.NewTicket(), Given.NewTicket(), await pair.Broker.MessagesAsync(Errors) ?? 0);
        var source = pair.Intake.Get<FactStore<Toy>>();
        await source.CreateAsync(ticket, Toy.Command("r1"), Toy.Decision(new Toy()), default);
        for (var v = 2; v <= 30; v++)
        {
            await source.ChangeAsync(ticket, Toy.Command($"r{v}"), (toy, _) => Toy.Decision(toy with { Count = toy.Count + 1 }), default);
        }

        var (none, thirtieth) = (Given.Accepted(invented), Given.Accepted(ticket));
        Rename(none, Source.Intake, 999);
        Rename(thirtieth, Source.Intake, 30);
        thirtieth.Appeal.AffectedHouseholds = 30;
        await SendAsync(Batch, ProtoJson.Format(new AppealAcceptedBatch { Events = { none, thirtieth } }));

        await Eventually.IsAsync(
            async () => (await Peer.FindAsync(ticket, Scope.All, default))?.State.Count == 30, "what the source has is applied");
        await Eventually.IsAsync(async () => await pair.Broker.MessagesAsync(Errors) == before + 1, "what it does not have is put aside");
        await AppliesAsync(invented);
    }

    private static void Rename(AppealAccepted accepted, Source source, long version)
    {
        (accepted.Header.Source, accepted.Header.SourceVersion) = (source, version);
        accepted.Header.EventId = $"{accepted.Header.TicketId}|{source.ToString().ToLowerInvariant()}|{version}|0";
    }

    private int Delivered(string ticket) => pair.Received.Messages.Count(message => message.Header.TicketId == ticket);

    private async Task AppliesAsync(string ticket)
    {
        await pair.Intake.Get<IEventPublisher>().PublishAsync(Given.Accepted(ticket));
        await Eventually.GetAsync(() => Peer.FindAsync(ticket, Scope.All, default), "the next event is applied");
    }

    private async Task SendAsync(string type, string body)
    {
        await using var connection = await new BusOptions(new Uri(pair.Broker.Uri)).ConnectionFactory("test").CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            Headers = new Dictionary<string, object?>(StringComparer.Ordinal) { ["MT-MessageType"] = type },
        };
        var exchange = EventCatalogue.QueueOf(Source.Routing);
        await channel.BasicPublishAsync(exchange, "", mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }
}
