using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Hotline.Tracking.Tests.Service;

/// <summary>Who may contact, relay, waive and check, as the service admits them.</summary>
[Collection(TrackingCollection.Name)]
public sealed class ContactDoorTests(TrackingFixture given)
{
    private Metadata Operator => given.As("operator", "OPERATOR", Given.Root);

    [Fact]
    public async Task A_confidential_ticket_reaches_its_end_with_one_contact_that_the_hotline_made()
    {
        var id = await SignedAsync(appeal => appeal.IsConfidential = true);

        await Refused.ByAsync(
            async () => await given.Tracking.RecordContactAsync(
                TrackingFixture.Contact(id), given.As("town-operator", "OPERATOR", Given.Town)),
            StatusCode.PermissionDenied,
            ErrorReason.UnitMissing);
        var contacted = await given.Tracking.RecordContactAsync(TrackingFixture.Contact(id), Operator);

        var contact = Assert.Single(contacted.Assignments[0].Contacts);
        Assert.Equal((true, "operator", Role.Operator), (contact.IsRelayed, contact.Actor.Subject, contact.Actor.Role));
        Assert.Equal(TicketState.InProgress, contacted.State);
    }

    [Fact]
    public async Task A_waiver_is_kept_as_the_units_decision_and_masked()
    {
        var id = await SignedAsync(appeal => appeal.IsAnonymous = true);
        var waive = new WaiveContactRequest
        {
            RequestId = "w",
            TicketId = id,
            AssignmentId = "a1",
            Reason = ContactWaiverReason.Anonymous,
            Note = "来电显示13800138000不是本人",
        };

        await Refused.ByAsync(
            async () => await given.Tracking.WaiveContactAsync(waive, given.As("w", "FIELD_WORKER", Given.Town)),
            StatusCode.PermissionDenied,
            ErrorReason.RoleMissing);
        var waived = await given.Tracking.WaiveContactAsync(waive, given.Liaison);

        var waiver = waived.Assignments[0].ContactWaiver;
        Assert.Equal((ContactWaiverReason.Anonymous, "liaison"), (waiver.Reason, waiver.Actor.Subject));
        Assert.DoesNotContain("13800138000", waiver.Note, StringComparison.Ordinal);
        Assert.Empty(waived.Assignments[0].Contacts);
        Assert.Equal(waived, await given.Tracking.WaiveContactAsync(waive, given.Liaison));
    }

    [Fact]
    public async Task When_a_contact_took_place_is_checked_and_kept_in_milliseconds()
    {
        var id = await SignedAsync();
        var contact = TrackingFixture.Contact(id);
        contact.ContactedAt = new() { Seconds = long.MaxValue };
        Assert.Equal(["contacted_at"], await Refused.FieldsAsync(
            async () => await given.Tracking.RecordContactAsync(contact, given.Liaison)));

        contact.ContactedAt = Timestamp.FromDateTime(Given.Beijing("2022-09-28 10:05").AddTicks(1_234_567));
        TrackingFixture.MoveClock(given.Service, "2022-09-28 10:06");
        var recorded = await given.Tracking.RecordContactAsync(contact, given.Liaison);

        var kept = Assert.Single(recorded.Assignments[0].Contacts);
        Assert.Equal(Given.Beijing("2022-09-28 10:05").AddMilliseconds(123), kept.ContactedAt.ToDateTime());
        Assert.True(kept.RecordedAt > kept.ContactedAt);
    }

    [Fact]
    public async Task The_leads_own_auditor_is_refused_and_its_own_agent_closes_nothing()
    {
        var id = await given.ApprovedTicketAsync();
        TrackingFixture.MoveClock(given.Service, "2022-09-28 10:06");
        var own = given.As("own-auditor", "REPLY_AUDITOR", Given.Town);
        var review = new ReviewFeedbackRequest { RequestId = "own", TicketId = id, Decision = ReviewDecision.Approved };
        var info = await Refused.ByAsync(
            async () => await given.Tracking.ReviewFeedbackAsync(review, own), StatusCode.PermissionDenied, ErrorReason.UnitMissing);
        Assert.Equal(Given.Root, info.Metadata["unit_id"]);

        var solved = new RecordCallbackRequest
        {
            RequestId = "own",
            TicketId = id,
            Channel = CallbackChannel.Phone,
            Result = ContactResult.Reached,
            Contacted = Contacted.Yes,
            Solved = Solved.Yes,
            Satisfaction = Satisfaction.Satisfied,
        };
        var checked_ = await given.Callbacks.RecordCallbackAsync(solved, given.As("own-agent", "CALLBACK_AGENT", Given.Town));
        Assert.Equal(TicketState.PendingCallback, checked_.State);
        Assert.Equal(CallbackLevel.Town, Assert.Single(checked_.Callbacks).Level);

        // An agent of town and district calls for the district.
        var both = given.As("agent-of-both", "CALLBACK_AGENT", Given.Town, Given.Root);
        solved.RequestId = "district";
        Assert.Equal(TicketState.Closed, (await given.Callbacks.RecordCallbackAsync(solved, both)).State);
    }

    [Fact]
    public async Task Accepted_as_it_is_needs_an_answer_to_solved() =>
        Assert.Equal(["accepted_as_is"], await Refused.FieldsAsync(async () => await given.Callbacks.RecordCallbackAsync(
            new()
            {
                RequestId = "r",
                TicketId = "t",
                Channel = CallbackChannel.Web,
                Result = ContactResult.Reached,
                AcceptedAsIs = true,
            },
            given.Agent)));

    private async Task<string> SignedAsync(Action<AppealSnapshot>? change = null)
    {
        var id = given.NewTicketId();
        var accepted = TrackingFixture.Accepted(id);
        change?.Invoke(accepted.Appeal);
        await given.HandleAsync(accepted);
        await given.HandleAsync(TrackingFixture.Dispatched(id));
        await given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, given.Liaison);
        return id;
    }
}
