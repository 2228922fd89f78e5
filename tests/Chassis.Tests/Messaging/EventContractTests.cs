using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using Hotline.Type.V1;

namespace Hotline.Chassis.Tests.Messaging;

public sealed class EventContractTests
{
    [Fact]
    public void Every_event_of_the_contract_has_a_row_and_its_header_in_field_one()
    {
        var declared = new[] { IntakeEventsReflection.Descriptor, RoutingEventsReflection.Descriptor, TrackingEventsReflection.Descriptor }
            .SelectMany(file => file.MessageTypes).Select(type => type.FullName).Order(StringComparer.Ordinal);
        Assert.Equal(declared, EventCatalogue.Rows.Select(row => row.Event.FullName).Order(StringComparer.Ordinal));
        Assert.All(EventCatalogue.Rows, row => Assert.Equal(EventHeader.Descriptor, row.Event.FindFieldByNumber(1).MessageType));
    }

    [Fact]
    public void Every_event_travels_in_a_batch_of_its_own_kind()
    {
        Assert.Equal(BatchesReflection.Descriptor.MessageTypes, EventCatalogue.Rows.Select(row => row.Batch).OrderBy(batch => batch.Index));
        Assert.All(EventCatalogue.Rows, row =>
        {
            Assert.Equal(row.Event.FullName + "Batch", row.ExchangeOf(isUrgent: false));
            Assert.Equal(row.Event.FullName + "Batch.urgent", row.ExchangeOf(isUrgent: true));
            var events = Assert.Single(row.Batch.Fields.InDeclarationOrder());
            Assert.Equal((1, true, row.Event), (events.FieldNumber, events.IsRepeated, events.MessageType));
        });
    }

    [Fact]
    public void Every_event_has_a_consumer_so_that_a_mandatory_publish_finds_a_queue() =>
        Assert.All(EventCatalogue.Rows, row => Assert.NotEmpty(row.To));

    [Fact]
    public void A_service_that_applies_an_event_is_a_consumer_of_its_source_and_applies_no_other() => Assert.All(EventCatalogue.Rows, row =>
    {
        Assert.Subset(EventCatalogue.ConsumersOf(row.From).ToHashSet(), row.To.ToHashSet());
        Assert.Equal(
            row.To,
            EventCatalogue.ConsumersOf(row.From).Where(consumer => EventCatalogue.IsAppliedBy(row.Event.FullName, consumer)));
    });

    [Fact]
    public void A_service_follows_another_when_each_of_its_changes_reaches_it()
    {
        var sources = new[] { Source.Intake, Source.Routing, Source.Tracking };
        var pairs = sources.SelectMany(_ => sources, (consumer, source) => (consumer, source));
        Assert.Equal(
            [
                (Source.Intake, Source.Tracking),
                (Source.Routing, Source.Intake),
                (Source.Tracking, Source.Intake),
                (Source.Tracking, Source.Routing),
            ],
            pairs.Where(pair => EventCatalogue.Follows(pair.consumer, pair.source)));
    }

    [Fact]
    public void The_body_on_the_wire_is_canonical_proto_JSON()
    {
        var message = new AppealAccepted
        {
            Header = new EventHeader
            {
                EventId = "t|intake|1|0",
                TicketId = "t",
                Source = Source.Intake,
                SourceVersion = 1,
                OccurredAt = Timestamp.FromDateTime(DateTime.UnixEpoch),
            },
            Appeal = new AppealSnapshot { TicketNumber = "MY260101000001", Urgency = "NORMAL", Title = "路灯不亮 💡" },
        };
        const string Header =
            """{ "eventId": "t|intake|1|0", "ticketId": "t", "source": "SOURCE_INTAKE","""
            + """ "sourceVersion": "1", "occurredAt": "1970-01-01T00:00:00Z" }""";
        const string Appeal =
            """{ "ticketNumber": "MY260101000001", "urgency": "NORMAL", "title": "路灯不亮 \ud83d\udca1" }""";
        const string Json = $$"""{ "header": {{Header}}, "appeal": {{Appeal}} }""";
        Assert.Equal(Json, ProtoJson.Format(message));

        var batch = Assert.Single(EventBatch.Pack([Traced("t|intake|1|0", Json), Traced("u|intake|1|0", Json)]));
        Assert.Equal($$"""{ "events": [ {{Json}}, {{Json}} ] }""", batch.Json);
        Assert.Equal(batch.Json, ProtoJson.Format(new AppealAcceptedBatch { Events = { message, message } }));
    }

    [Fact]
    public void Events_go_in_few_batches_of_bounded_size_each_of_one_kind_and_in_their_order()
    {
        var large = new string('x', EventBatch.MaxCharacters * 2 / 3);
        TracedEvent[] events =
        [
            .. Enumerable.Range(0, EventBatch.MaxEvents + 1).Select(i => Traced($"a{i}", "{}")),
            Traced("c0", large, TicketClosed.Descriptor.FullName),
            Traced("c1", large, TicketClosed.Descriptor.FullName),
        ];

        var batches = EventBatch.Pack(events);

        Assert.Equal([EventBatch.MaxEvents, 1, 1, 1], batches.Select(batch => batch.Events.Count));
        Assert.Equal(events, batches.SelectMany(batch => batch.Events));
        Assert.All(batches, batch => Assert.All(batch.Events, each => Assert.Equal(batch.Kind.Event.FullName, each.Event.Type)));
        Assert.Empty(EventBatch.Pack([]));
    }

    [Fact]
    public void A_field_of_a_newer_version_is_ignored()
    {
        var parsed = ProtoJson.Parse<AppealAccepted>("""{ "appeal": { "title": "x", "fromTheFuture": { "a": [1] } } }""");
        Assert.Equal("x", parsed.Appeal.Title);
    }

    [Fact]
    public void The_broker_knows_the_same_events_by_the_same_id_every_time()
    {
        Assert.Equal(EventPublisher.IdOf(["t|intake|1|0", "u"]), EventPublisher.IdOf(["t|intake|1|0", "u"]));
        Assert.NotEqual(EventPublisher.IdOf(["t|intake|1|0", "u"]), EventPublisher.IdOf(["t|intake|1|0"]));
    }

    private static TracedEvent Traced(string id, string json, string? type = null) =>
        new(new OutboxEvent(id, type ?? AppealAccepted.Descriptor.FullName, json), null);
}
