using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using Hotline.Testing;
using Hotline.Tracking.Feed;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Tests.Service;

[Collection(TrackingCollection.Name)]
public sealed class EventTests(TrackingFixture given)
{
    [Fact]
    public async Task A_ticket_only_Routing_speaks_of_is_unknown_until_Intake_speaks()
    {
        var id = given.NewTicketId();
        await given.HandleAsync(TrackingFixture.Dispatched(id, 2));
        var reader = given.As("s", "SUPERVISOR", Given.Root);

        var sign = new SignTicketRequest { RequestId = "s", TicketId = id, AssignmentId = "a1" };
        var service = ServiceUnderTest.Bearer(given.Issuer.Token("service:intake", ["SERVICE"], [], service: "intake"));
        await UnknownAsync(async () => await given.Tracking.GetTicketAsync(new() { TicketId = id }, reader));
        await UnknownAsync(async () => await given.Tracking.SignTicketAsync(sign, given.Liaison));
        await UnknownAsync(async () => await given.Tracking.GetTicketAsync(new() { TicketId = id }, service));

        await given.HandleAsync(TrackingFixture.Accepted(id));
        var ticket = await given.Tracking.GetTicketAsync(new() { TicketId = id }, reader);

        Assert.Equal(TicketState.Dispatched, ticket.State);
        Assert.Equal(5, ticket.Deadlines.Count);
    }

    [Fact]
    public async Task A_ticket_of_a_class_that_is_not_configured_here_is_handled_to_its_end()
    {
        // Behind the dispatch, before which nobody is called.
        given.MoveClock("2022-09-28 10:06");
        var id = await given.ApprovedTicketAsync("FLOOD");
        var listed = await given.Callbacks.ListCallbacksAsync(new(), given.Agent);
        Assert.Contains(listed.Tickets, ticket => ticket.TicketId == id);
        var closed = await given.Callbacks.RecordCallbackAsync(
            new()
            {
                RequestId = "done",
                TicketId = id,
                Channel = CallbackChannel.Phone,
                Result = ContactResult.Reached,
                Contacted = Contacted.Yes,
                Solved = Solved.Yes,
                Satisfaction = Satisfaction.Satisfied,
            },
            given.Agent);

        Assert.Equal((TicketState.Closed, "FLOOD"), (closed.State, closed.Appeal.Urgency));
        var timeline = await given.Tracking.GetTimelineAsync(new() { TicketId = id }, given.Supervisor);
        Assert.Equal("FLOOD", new DetailReader(timeline.Entries[0].Details).Text(DetailKey.Urgency));
    }

    [Fact]
    public async Task A_ticket_of_which_Routing_spoke_first_misses_nothing_in_its_history_and_in_the_feed()
    {
        var id = given.NewTicketId();
        await given.HandleAsync(TrackingFixture.Queued(id));
        await given.HandleAsync(TrackingFixture.Dispatched(id, 2));
        Assert.Equal(0, (await given.Store.GetAsync(id, Scope.All, default)).V);
        Assert.Empty(await given.Store.FactsAsync(id, 0, 10, default));

        await given.HandleAsync(TrackingFixture.Accepted(id));
        var timeline = await given.Tracking.GetTimelineAsync(new() { TicketId = id }, given.Supervisor);
        var verified = await given.Tracking.VerifyTimelineAsync(new() { TicketId = id }, given.Supervisor);

        Assert.Equal([(1L, "ticket.accepted"), (2L, "ticket.dispatched")], timeline.Entries.Select(entry => (entry.Version, entry.Type)));
        Assert.Equal(["system:Intake", "system:Routing"], timeline.Entries.Select(entry => entry.Actor.Subject));
        Assert.True(verified.Intact);
        var entries = given.Service.Get<FeedStore>().Entries.Find(new BsonDocument("ticket", id)).Sort(new BsonDocument("_id", 1));
        await Eventually.IsAsync(async () => await entries.CountDocumentsAsync() == 2, "both changes are numbered");
        Assert.Equal([1L, 2], (await entries.ToListAsync()).Select(entry => entry["v"].ToInt64()));
        Assert.All(await given.Store.FactsAsync(id, 0, 10, default), fact => Assert.Equal(2, fact.EventAs<TicketChanged>().Ticket.Version));
    }

    [Fact]
    public async Task Events_twice_and_out_of_order_leave_one_fact_each()
    {
        var id = given.NewTicketId();
        var accepted = TrackingFixture.Accepted(id);
        var newer = TrackingFixture.Dispatched(id, 3, TrackingFixture.Lead(), TrackingFixture.Sub());
        var older = TrackingFixture.Dispatched(id, 2);
        await Task.WhenAll(given.HandleAsync(newer), given.HandleAsync(accepted), given.HandleAsync(newer.Clone()));
        await given.HandleAsync(older);
        await given.HandleAsync(TrackingFixture.Queued(id, version: 1));
        await given.HandleAsync(accepted.Clone());

        var ticket = await given.Store.GetAsync(id, Scope.All, default);

        Assert.Equal(2, ticket.V);
        Assert.Equal(2, ticket.State.Assignments.Count);
        Assert.Equal(TicketState.Dispatched, ticket.State.State);
        Assert.Null(ticket.State.Queue);
    }

    [Fact]
    public async Task What_the_broker_brings_opens_the_ticket_and_what_we_do_is_published()
    {
        var id = given.NewTicketId();
        var publisher = given.Service.Get<IEventPublisher>();
        await Eventually.IsAsync(() => Task.FromResult(publisher.IsReady), "the bus is up");
        var accepted = TrackingFixture.Accepted(id);
        await publisher.PublishAsync(accepted);

        var ticket = await Eventually.GetAsync(() => given.Store.FindAsync(id, Scope.All, default), "the event arrives");
        Assert.Equal(TicketState.Accepted, ticket.State.State);

        // Published means: archived and no longer pending, which needs the broker's confirmation.
        await Eventually.IsAsync(
            async () => (await given.Store.GetAsync(id, Scope.All, default)).Pending.Count == 0, "the outbox publishes it");
        var facts = await given.Store.FactsAsync(id, 0, 10, default);
        var changed = facts[0].EventAs<TicketChanged>();
        Assert.Equal("ticket.accepted", changed.Change);
        Assert.Equal([Given.Root], changed.Scope);
        Assert.Empty(changed.ScopeBefore);
        Assert.Empty(changed.Ticket.Appeal.Content);
    }

    [Fact]
    public async Task Closing_publishes_the_change_and_the_end()
    {
        var id = await given.ApprovedTicketAsync();
        await given.Callbacks.RecordCallbackAsync(new()
        {
            RequestId = "cb",
            TicketId = id,
            Channel = CallbackChannel.Phone,
            Result = ContactResult.Reached,
            Contacted = Contacted.Yes,
            Solved = Solved.No,
            AcceptedAsIs = true,
        }, given.Agent);

        var last = (await given.Store.FactsAsync(id, 7, 10, default))[^1];

        Assert.Equal([TicketChanged.Descriptor.FullName, TicketClosed.Descriptor.FullName], last.Events.Select(e => e.Type));
        Assert.Equal(CloseReason.AcceptedAsIs, last.EventAs<TicketClosed>(1).Ticket.CloseReason);
    }

    [Fact]
    public async Task Text_that_came_unmasked_is_masked_before_it_is_kept()
    {
        const string Phone = "13911112222";
        var id = given.NewTicketId();
        var accepted = TrackingFixture.Accepted(id);
        accepted.Appeal.Title = "来电" + Phone;
        accepted.Appeal.Content = "请回电" + Phone;
        accepted.Appeal.AccusedParty = "店主电话" + Phone;
        accepted.Appeal.Place.LocationPoint = "长安小区门口，电话" + Phone;
        await given.HandleAsync(accepted);
        var queued = TrackingFixture.Queued(id);
        queued.Reason = "请问" + Phone;
        await given.HandleAsync(queued);
        var lead = TrackingFixture.Lead();
        lead.Reason = "已问" + Phone;
        await given.HandleAsync(TrackingFixture.Dispatched(id, 2, lead));

        var ticket = (await given.Store.Collection.Find(new BsonDocument("_id", id)).SingleAsync()).ToJson();
        var facts = (await given.Store.FactsAsync(id, 0, 100, default)).Select(f => f.ToBson().ToJson());

        Assert.Contains("长安小区门口", ticket, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, ticket + string.Concat(facts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_happened_on_the_map_and_its_tags_are_kept_and_tags_are_masked()
    {
        var id = given.NewTicketId();
        var accepted = TrackingFixture.Accepted(id);
        accepted.Appeal.Place.EstateId = "E-0417";
        accepted.Appeal.Place.Position = new() { Lng = 116.8432, Lat = 40.3764, Datum = Datum.Cgcs2000 };
        accepted.Appeal.Tags.AddRange(["每月一题", "问13911112222"]);
        await given.HandleAsync(accepted);

        var shown = (await given.Tracking.GetTicketAsync(new() { TicketId = id }, given.Supervisor)).Appeal;
        Assert.Equal(accepted.Appeal.Place, shown.Place);
        Assert.Equal(["每月一题", "问139****2222"], shown.Tags);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_said_of_the_claimant_is_kept_unless_the_appeal_is_confidential(bool isConfidential)
    {
        var id = given.NewTicketId();
        var accepted = TrackingFixture.Accepted(id);
        accepted.Appeal.IsConfidential = isConfidential;
        accepted.Appeal.ClaimantProfile = new()
        {
            Kind = ClaimantKind.Company,
            Gender = Gender.Female,
            SpecialGroups = { SpecialGroup.Elderly, SpecialGroup.Foreign },
            PreviousTicketNumber = "MY220901000007",
        };
        await given.HandleAsync(accepted);

        var shown = await given.Tracking.GetTicketAsync(new() { TicketId = id }, given.Supervisor);
        Assert.Equal(isConfidential ? null : accepted.Appeal.ClaimantProfile, shown.Appeal.ClaimantProfile);
    }

    [Fact]
    public async Task A_queued_ticket_is_in_its_queues_scope()
    {
        var id = given.NewTicketId();
        await given.HandleAsync(TrackingFixture.Accepted(id));
        await given.HandleAsync(TrackingFixture.Queued(id, "110118101"));
        var dispatcher = given.As("d", "DISPATCHER", "110118101");

        var waiting = await given.Tracking.GetTicketAsync(new() { TicketId = id }, dispatcher);
        Assert.Equal(TicketState.PendingDispatch, waiting.State);
        Assert.Equal("110118101", waiting.QueueUnitId);

        await given.HandleAsync(TrackingFixture.Dispatched(id, 2));
        await UnknownAsync(async () => await given.Tracking.GetTicketAsync(new() { TicketId = id }, dispatcher));
    }

    private static async Task UnknownAsync(Func<Task> call) => await Refused.ByAsync(call, StatusCode.NotFound, ErrorReason.NotFound);
}
