using Grpc.Core;
using Hotline.Chassis.Privacy;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Tests.Service;

/// <summary>The claimant's own name in what people write: Tracking does not know it, and does not keep it.</summary>
[Collection(TrackingCollection.Name)]
public sealed class OwnNameTests(TrackingFixture given)
{
    private const string Name = "诸葛小婉";
    private const string Said = "已与诸葛小婉当面核实";
    private const string Stored = "已与诸葛**当面核实";

    private Metadata Operator => given.As("operator", "OPERATOR", Given.Root);

    [Fact]
    public async Task It_stays_out_of_every_text_that_people_write_until_the_ticket_is_closed()
    {
        var id = await AcceptedAsync();
        await given.HandleAsync(TrackingFixture.Dispatched(id));
        await given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, given.Liaison);
        await given.Tracking.RecordContactAsync(TrackingFixture.Contact(id, Said), given.Liaison);
        await given.Tracking.StartHandlingAsync(new() { RequestId = "h", TicketId = id, AssignmentId = "a1" }, given.Liaison);
        var submitted = TrackingFixture.Feedback(id, Said, Said + "的照片");
        submitted.Reply = Said;
        await given.Tracking.SubmitFeedbackAsync(submitted, given.Liaison);
        var reviewed = await given.Tracking.ReviewFeedbackAsync(
            new() { RequestId = "r", TicketId = id, Decision = ReviewDecision.Approved, Opinion = Said }, given.Auditor);
        Assert.NotEmpty((await StoredAsync(id))["appeal"]["nameMarks"].AsBsonArray);

        await given.Callbacks.ClaimCallbackAsync(new() { RequestId = "k", TicketId = id }, given.Agent);
        var closed = await given.Callbacks.RecordCallbackAsync(
            new()
            {
                RequestId = "b",
                TicketId = id,
                Channel = CallbackChannel.Phone,
                Result = ContactResult.Reached,
                Contacted = Contacted.Yes,
                Solved = Solved.Yes,
                Satisfaction = Satisfaction.Satisfied,
                Opinion = Said,
            },
            given.Agent);

        Assert.Equal(TicketState.Closed, closed.State);
        var feedback = reviewed.Assignments[0].Feedbacks[0];
        Assert.Equal(
            [Stored, Stored, Stored, Stored + "的照片", Stored, Stored],
            [
                reviewed.Assignments[0].Contacts[0].Note, feedback.Result, feedback.Reply, feedback.Evidence, feedback.Review.Opinion,
                closed.Callbacks[0].Opinion,
            ]);
        await given.DrainedAsync();
        var timeline = await given.Tracking.GetTimelineAsync(new() { TicketId = id }, given.Supervisor);
        Assert.Contains(Stored, timeline.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Name, timeline.ToString(), StringComparison.Ordinal);
        var kept = await StoredAsync(id);
        Assert.DoesNotContain(Name, kept.ToJson(), StringComparison.Ordinal);
        Assert.Empty(kept["appeal"]["nameMarks"].AsBsonArray);
    }

    [Fact]
    public async Task A_waiver_is_without_it_too()
    {
        var id = await AcceptedAsync(accepted => accepted.Appeal.IsAnonymous = true);
        await given.HandleAsync(TrackingFixture.Dispatched(id));
        await given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, given.Liaison);
        var waived = await given.Tracking.WaiveContactAsync(
            new() { RequestId = "w", TicketId = id, AssignmentId = "a1", Reason = ContactWaiverReason.Anonymous, Note = Said },
            given.Liaison);
        Assert.Equal(Stored, waived.Assignments[0].ContactWaiver.Note);
    }

    [Fact]
    public async Task No_caller_gets_the_marks()
    {
        var id = await AcceptedAsync();
        await given.HandleAsync(TrackingFixture.Dispatched(id));
        await given.DrainedAsync();
        var mark = (await StoredAsync(id))["appeal"]["nameMarks"][0].AsString;
        foreach (var fact in await given.Store.FactsAsync(id, 0, 10, default))
        {
            Assert.DoesNotContain(mark, fact.ToBson().ToJson(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(
            mark, (await given.Tracking.GetTicketAsync(new() { TicketId = id }, given.Supervisor)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_handles_a_confidential_matter_cannot_try_names_and_the_hotline_writes_without_it()
    {
        var id = await AcceptedAsync(accepted => accepted.Appeal.IsConfidential = true);
        await given.HandleAsync(TrackingFixture.Dispatched(id));
        await given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, given.Liaison);
        var relayed = await given.Tracking.RecordContactAsync(TrackingFixture.Contact(id, Said), Operator);
        Assert.Equal(Stored, relayed.Assignments[0].Contacts[0].Note);

        await given.Tracking.StartHandlingAsync(new() { RequestId = "h", TicketId = id, AssignmentId = "a1" }, given.Liaison);
        const string guess = "有人提到诸葛小婉，也有人提到王小强";
        var fedBack = await given.Tracking.SubmitFeedbackAsync(TrackingFixture.Feedback(id, guess, "照片"), given.Liaison);
        Assert.Equal(guess, fedBack.Assignments[0].Feedbacks[0].Result);
    }

    [Fact]
    public async Task Who_is_asked_to_explain_cannot_try_names_and_what_others_write_leaves_no_surname()
    {
        var id = await AcceptedAsync(accepted =>
        {
            accepted.Appeal.AppealType = AppealType.Complaint;
            accepted.Appeal.AccusedUnitId = Given.Village;
            accepted.AccusedUnitIds.Add(Given.Village);
        });
        var respondent = TrackingFixture.Sub();
        (respondent.ParentAssignmentId, respondent.Role, respondent.IsMandatory) = ("", AssignmentRole.Respondent, false);
        await given.HandleAsync(TrackingFixture.Dispatched(id, 1, TrackingFixture.Lead(), respondent));
        await given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, given.Liaison);
        var contacted = await given.Tracking.RecordContactAsync(TrackingFixture.Contact(id, Said), given.Liaison);
        Assert.Equal("已与***当面核实", contacted.Assignments[0].Contacts[0].Note);

        var village = given.As("v", "FIELD_WORKER", Given.Village);
        await given.Tracking.SignTicketAsync(new() { RequestId = "s2", TicketId = id, AssignmentId = "a2" }, village);
        await given.Tracking.StartHandlingAsync(new() { RequestId = "h2", TicketId = id, AssignmentId = "a2" }, village);
        const string guess = "有人提到诸葛小婉，也有人提到王小强";
        var feedback = TrackingFixture.Feedback(id, guess, "照片");
        (feedback.RequestId, feedback.AssignmentId) = ("f2", "a2");
        var explained = await given.Tracking.SubmitFeedbackAsync(feedback, village);
        Assert.Equal(guess, explained.Assignments.Single(part => part.Routed.AssignmentId == "a2").Feedbacks[0].Result);
    }

    private async Task<string> AcceptedAsync(Action<Events.V1.AppealAccepted>? change = null)
    {
        var id = given.NewTicketId();
        var accepted = TrackingFixture.Accepted(id);
        accepted.NameMarks.Add(given.Service.Get<NameMarks>().Of(accepted.Appeal.TicketNumber, Name));
        change?.Invoke(accepted);
        await given.HandleAsync(accepted);
        return id;
    }

    private async Task<BsonDocument> StoredAsync(string id) => await given.Store.Collection.Find(new BsonDocument("_id", id)).SingleAsync();
}
