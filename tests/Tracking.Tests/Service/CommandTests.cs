using System.Diagnostics;
using Google.Rpc;
using Grpc.Core;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Events.V1;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Tracking.Tests.Service;

[Collection(TrackingCollection.Name)]
public sealed class CommandTests(TrackingFixture given)
{
    private static SignTicketRequest Sign(string ticket, string request = "sign-1", string etag = "", string part = "a1") =>
        new() { RequestId = request, TicketId = ticket, AssignmentId = part, Etag = etag };

    [Fact]
    public async Task The_main_line_closes_a_ticket_and_its_chain_is_whole()
    {
        var id = await given.ApprovedTicketAsync();

        var closed = await given.Callbacks.RecordCallbackAsync(new()
        {
            RequestId = "cb",
            TicketId = id,
            Channel = CallbackChannel.Phone,
            Result = ContactResult.Reached,
            Contacted = Contacted.Yes,
            Solved = Solved.Yes,
            Satisfaction = Satisfaction.Satisfied,
        }, given.Agent);

        Assert.Equal(TicketState.Closed, closed.State);
        Assert.Equal(CloseReason.ConfirmedSolved, closed.CloseReason);
        var timeline = await given.Tracking.GetTimelineAsync(new() { TicketId = id, PageSize = 3 }, given.Supervisor);
        var types = timeline.Entries.Select(e => e.Type).ToList();
        for (var page = timeline; page.NextPageToken.Length > 0;)
        {
            var next = new GetTimelineRequest { TicketId = id, PageSize = 3, PageToken = page.NextPageToken };
            page = await given.Tracking.GetTimelineAsync(next, given.Supervisor);
            types.AddRange(page.Entries.Select(e => e.Type));
        }

        Assert.Equal(
            [
                "ticket.accepted", "ticket.dispatched", "assignment.signed", "contact.recorded", "handling.started", "feedback.submitted",
                "feedback.approved", "ticket.closed",
            ],
            types);
        var proof = await given.Tracking.VerifyTimelineAsync(new() { TicketId = id }, given.Supervisor);
        Assert.True(proof.Intact);
        Assert.Equal(8, proof.Entries);
    }

    [Fact]
    public async Task A_changed_entry_and_a_cut_tail_break_the_chain()
    {
        var id = await given.ApprovedTicketAsync();
        await Testing.Eventually.IsAsync(
            async () => (await given.Store.GetAsync(id, Chassis.Access.Scope.All, default)).Pending.Count == 0, "no fact is pending");

        await SignedByAsync("somebody else");
        var forged = await given.Tracking.VerifyTimelineAsync(new() { TicketId = id }, given.Supervisor);
        Assert.False(forged.Intact);
        Assert.Equal(3, forged.FirstBrokenVersion);

        await SignedByAsync("liaison");
        await given.Store.Facts.DeleteOneAsync(new BsonDocument("_id", Chassis.Facts.Fact.IdOf(id, 7)));
        var cut = await given.Tracking.VerifyTimelineAsync(new() { TicketId = id }, given.Supervisor);
        Assert.False(cut.Intact);
        Assert.Equal(7, cut.FirstBrokenVersion);

        Task SignedByAsync(string subject) => given.Store.Facts.UpdateOneAsync(
            new BsonDocument("_id", Chassis.Facts.Fact.IdOf(id, 3)),
            new BsonDocument("$set", new BsonDocument("actor.subject", subject)));
    }

    [Fact]
    public async Task A_repeat_answers_the_first_result_even_after_other_changes()
    {
        var id = await given.DispatchedTicketAsync();
        var first = await given.Tracking.SignTicketAsync(Sign(id), given.Liaison);
        await given.Tracking.RecordContactAsync(TrackingFixture.Contact(id), given.Liaison);

        var repeat = await given.Tracking.SignTicketAsync(Sign(id), given.Liaison);

        Assert.Equal(first, repeat);
        Assert.Equal(TicketState.Dispatched, repeat.State);
    }

    [Fact]
    public async Task A_request_id_with_another_body_is_refused()
    {
        var id = await given.DispatchedTicketAsync();
        await given.Tracking.SignTicketAsync(Sign(id, "one"), given.Liaison);

        var start = new StartHandlingRequest { RequestId = "one", TicketId = id, AssignmentId = "a1" };
        await Refused.ByAsync(
            async () => await given.Tracking.StartHandlingAsync(start, given.Liaison),
            StatusCode.InvalidArgument,
            ErrorReason.RequestIdReused);
    }

    [Fact]
    public async Task Signing_twice_under_two_requests_is_refused()
    {
        var id = await given.DispatchedTicketAsync();
        await given.Tracking.SignTicketAsync(Sign(id, "one"), given.Liaison);

        var info = await Refused.ByAsync(
            async () => await given.Tracking.SignTicketAsync(Sign(id, "two"), given.Liaison),
            StatusCode.FailedPrecondition,
            ErrorReason.IllegalTransition);

        Assert.Equal("ASSIGNMENT_STATE_SIGNED", info.Metadata["current_state"]);
    }

    [Fact]
    public async Task Of_two_who_sign_at_once_one_leaves_a_fact()
    {
        var id = await given.DispatchedTicketAsync();
        var calls = Enumerable.Range(0, 8)
            .Select(i => given.As($"liaison-{i}", "UNIT_LIAISON", Given.Town))
            .Select((liaison, i) => given.Tracking.SignTicketAsync(Sign(id, $"s{i}"), liaison).ResponseAsync)
            .ToArray();

        var signed = 0;
        foreach (var call in calls)
        {
            try
            {
                await call;
                signed++;
            }
            catch (RpcException refused)
            {
                Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
            }
        }

        Assert.Equal(1, signed);
        var timeline = await given.Tracking.GetTimelineAsync(new() { TicketId = id }, given.Supervisor);
        Assert.Single(timeline.Entries, e => e.Type == "assignment.signed");
    }

    [Fact]
    public async Task An_old_etag_is_refused_and_names_the_current_one()
    {
        var id = await given.DispatchedTicketAsync();
        var read = await given.Tracking.GetTicketAsync(new() { TicketId = id }, given.Liaison);
        var signed = await given.Tracking.SignTicketAsync(Sign(id, "one", read.Etag), given.Liaison);

        var info = await Refused.ByAsync(
            async () => await given.Tracking.RecordContactAsync(TrackingFixture.Contact(id, etag: read.Etag), given.Liaison),
            StatusCode.Aborted,
            ErrorReason.EtagMismatch);

        Assert.Equal(signed.Etag, info.Metadata["current_etag"]);
    }

    [Fact]
    public async Task An_old_etag_does_not_claim_a_call_back()
    {
        var id = await given.ApprovedTicketAsync();
        var current = (await given.Tracking.GetTicketAsync(new() { TicketId = id }, given.Agent)).Etag;
        TrackingFixture.MoveClock(given.Service, "2022-09-28 10:06");
        var stale = new ClaimCallbackRequest { RequestId = "old", TicketId = id, Etag = "stale" };

        var info = await Refused.ByAsync(
            async () => await given.Callbacks.ClaimCallbackAsync(stale, given.Agent), StatusCode.Aborted, ErrorReason.EtagMismatch);

        Assert.Equal(current, info.Metadata["current_etag"]);
        var fresh = new ClaimCallbackRequest { RequestId = "new", TicketId = id, Etag = current };
        Assert.Equal("agent", (await given.Callbacks.ClaimCallbackAsync(fresh, given.Agent)).CallbackTask.ClaimedBy);
    }

    [Fact]
    public async Task Another_units_ticket_is_as_unknown_as_none()
    {
        var id = await given.DispatchedTicketAsync();
        var stranger = given.As("stranger", "UNIT_LIAISON", "110118-power");

        var outside = await Refused.BytesAsync(async () => await given.Tracking.SignTicketAsync(Sign(id), stranger));
        var unknown = await Refused.BytesAsync(async () => await given.Tracking.SignTicketAsync(Sign("nosuchticket"), stranger));
        var read = await Refused.BytesAsync(async () => await given.Tracking.GetTicketAsync(new() { TicketId = id }, stranger));

        Assert.Equal(unknown, outside);
        Assert.Equal(unknown, read);
    }

    [Fact]
    public async Task Another_units_part_of_a_visible_ticket_is_not_ours()
    {
        var id = await given.DispatchedTicketAsync(TrackingFixture.Lead(), TrackingFixture.Sub());
        var village = given.As("worker", "FIELD_WORKER", Given.Village);

        var info = await Refused.ByAsync(
            async () => await given.Tracking.SignTicketAsync(Sign(id), village), StatusCode.PermissionDenied, ErrorReason.UnitMissing);
        Assert.Equal(Given.Town, info.Metadata["unit_id"]);

        var townWorker = given.As("town-worker", "FIELD_WORKER", Given.Town);
        await Refused.ByAsync(
            async () => await given.Tracking.SignTicketAsync(Sign(id, "x", part: "a2"), townWorker),
            StatusCode.PermissionDenied,
            ErrorReason.UnitMissing);

        var own = await given.Tracking.SignTicketAsync(Sign(id, "own", part: "a2"), village);
        Assert.Equal(AssignmentState.Signed, own.Assignments[1].State);
        Assert.True(own.Assignments[1].PassedDownUnchecked);
    }

    [Fact]
    public async Task Who_acts_for_several_units_acts_for_the_one_in_which_the_part_lies()
    {
        var id = await given.DispatchedTicketAsync(TrackingFixture.Lead(), TrackingFixture.Sub());
        var liaison = given.As("liaison-of-two", "UNIT_LIAISON", "110118-water", Given.Root, Given.Town);
        var worker = given.As("worker-of-two", "FIELD_WORKER", Given.Office, Given.Village);

        await given.Tracking.SignTicketAsync(Sign(id, "town"), liaison);
        await given.Tracking.SignTicketAsync(Sign(TrackingFixture.NumberOf(id), "village", part: "a2"), worker);

        var timeline = await given.Tracking.GetTimelineAsync(new() { TicketId = id }, given.Supervisor);
        var signed = timeline.Entries.Where(e => e.Type == "assignment.signed");
        Assert.Equal([Given.Town, Given.Village], signed.Select(e => e.Actor.UnitId));
        var record = (await given.Store.GetAsync(id, Chassis.Access.Scope.All, default)).State;
        Assert.Equal([Given.Town, Given.Village], record.Assignments.Select(a => a.SignedBy!.UnitId));
    }

    [Fact]
    public async Task An_agent_of_several_units_calls_for_one_that_sees_the_ticket()
    {
        var id = await given.ApprovedTicketAsync();
        TrackingFixture.MoveClock(given.Service, "2022-09-28 10:06");

        var agent = given.As("agent-of-two", "CALLBACK_AGENT", "110118-water", Given.Root);
        var called = await given.Callbacks.RecordCallbackAsync(
            new() { RequestId = "call", TicketId = id, Channel = CallbackChannel.Phone, Result = ContactResult.NoAnswer }, agent);

        Assert.Equal(Given.Root, Assert.Single(called.Callbacks).Actor.UnitId);
    }

    [Fact]
    public async Task A_wrong_role_is_refused_before_anything_is_read() =>
        await Refused.ByAsync(
            async () => await given.Tracking.SignTicketAsync(Sign("nosuchticket"), given.Auditor),
            StatusCode.PermissionDenied,
            ErrorReason.RoleMissing);

    [Fact]
    public async Task Without_a_token_nothing_is_answered() =>
        await Refused.ByAsync(
            async () => await given.Tracking.GetTicketAsync(new() { TicketId = "x" }),
            StatusCode.Unauthenticated,
            ErrorReason.Unauthenticated);

    [Fact]
    public async Task A_reviewer_reviews_only_below_his_own_unit()
    {
        var id = await given.DispatchedTicketAsync(TrackingFixture.Lead(), TrackingFixture.Sub());
        var review = new ReviewFeedbackRequest { RequestId = "r", TicketId = id, Decision = ReviewDecision.Approved };
        var village = given.As("v", "REPLY_AUDITOR", Given.Village);

        await Refused.ByAsync(
            async () => await given.Tracking.ReviewFeedbackAsync(review, village),
            StatusCode.PermissionDenied,
            ErrorReason.UnitMissing);
    }

    [Fact]
    public async Task Who_handled_neither_reviews_nor_calls_back()
    {
        var id = await given.ApprovedTicketAsync();
        var (auditor, liaison) = (given.As("auditor", "CALLBACK_AGENT", Given.Root), given.As("liaison", "CALLBACK_AGENT", Given.Root));

        await Refused.ByAsync(
            async () => await given.Callbacks.ClaimCallbackAsync(new() { RequestId = "x", TicketId = id }, auditor),
            StatusCode.PermissionDenied,
            ErrorReason.SeparationOfDuty);
        await Refused.ByAsync(
            async () => await given.Callbacks.RecordCallbackAsync(
                new() { RequestId = "y", TicketId = id, Channel = CallbackChannel.Phone, Result = ContactResult.NoAnswer }, liaison),
            StatusCode.PermissionDenied,
            ErrorReason.SeparationOfDuty);
    }

    [Fact]
    public async Task Words_are_masked_before_they_are_kept_anywhere()
    {
        const string phone = "13800138000";
        var id = await given.DispatchedTicketAsync();
        await given.Tracking.SignTicketAsync(Sign(id), given.Liaison);
        await given.Tracking.RecordContactAsync(TrackingFixture.Contact(id, "请回电" + phone), given.Liaison);
        await given.Tracking.StartHandlingAsync(new() { RequestId = "h", TicketId = id, AssignmentId = "a1" }, given.Liaison);
        var feedback = TrackingFixture.Feedback(id, "联系" + phone, phone + "可证");
        feedback.Reply = "已答复" + phone;
        var fedBack = await given.Tracking.SubmitFeedbackAsync(feedback, given.Liaison);
        Assert.Equal("已答复138****8000", fedBack.Assignments[0].Feedbacks[0].Reply);
        var rejection = new ReviewFeedbackRequest
        {
            RequestId = "r",
            TicketId = id,
            Decision = ReviewDecision.Rejected,
            Reason = RejectionReason.Incomplete,
            Opinion = "问" + phone,
        };
        await given.Tracking.ReviewFeedbackAsync(rejection, given.Auditor);

        var ticket = (await given.Store.Collection.Find(new BsonDocument("_id", id)).SingleAsync()).ToJson();
        var facts = (await given.Store.FactsAsync(id, 0, 100, default)).Select(f => f.ToBson().ToJson());

        Assert.DoesNotContain(phone, ticket + string.Concat(facts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_and_recordings_of_a_contact_and_a_call_back_are_kept_with_how_the_claimant_was_asked()
    {
        var id = await given.DispatchedTicketAsync();
        await given.Tracking.SignTicketAsync(Sign(id), given.Liaison);
        var contact = TrackingFixture.Contact(id);
        (contact.CallId, contact.RecordingId) = ("call-1", "rec-1");
        var contacted = (await given.Tracking.RecordContactAsync(contact, given.Liaison)).Assignments[0].Contacts[0];
        Assert.Equal(("call-1", "rec-1"), (contacted.CallId, contacted.RecordingId));

        var approved = await given.ApprovedTicketAsync();
        await given.Callbacks.RecordCallbackAsync(
            new()
            {
                RequestId = "cb",
                TicketId = approved,
                Channel = CallbackChannel.Web,
                CallId = "call-2",
                RecordingId = "rec-2",
                Result = ContactResult.Reached,
                Contacted = Contacted.Yes,
                Solved = Solved.Yes,
            },
            given.Agent);
        var read = await given.Tracking.GetTicketAsync(new() { TicketId = approved }, given.Supervisor);
        var call = Assert.Single(read.Callbacks);
        Assert.Equal((CallbackChannel.Web, "call-2", "rec-2"), (call.Channel, call.CallId, call.RecordingId));
        Assert.Equal((0, ""), (read.ReworkSeq, read.MasterTicketNumber));
    }

    [Fact]
    public async Task A_ticket_is_found_by_its_number_too()
    {
        var id = await given.DispatchedTicketAsync();
        var number = TrackingFixture.NumberOf(id);

        Assert.Equal(id, (await given.Tracking.GetTicketAsync(new() { TicketId = number }, given.Liaison)).TicketId);
        var signed = await given.Tracking.SignTicketAsync(Sign(number), given.Liaison);
        Assert.Equal(id, signed.TicketId);
        Assert.Equal(signed, await given.Tracking.SignTicketAsync(Sign(number), given.Liaison));
    }

    [Fact]
    public async Task The_content_is_shown_to_the_reader_of_the_one_ticket_alone()
    {
        var id = await given.DispatchedTicketAsync();
        var signed = await given.Tracking.SignTicketAsync(Sign(id), given.Liaison);
        Assert.Empty(signed.Appeal.Content);
        Assert.All(signed.Deadlines, d => Assert.Equal(Lamp.Green, d.Lamp));

        var read = await given.Tracking.GetTicketAsync(new() { TicketId = id, ConsistencyToken = signed.ConsistencyToken }, given.Liaison);
        Assert.Equal("雨后积水，无法通行", read.Appeal.Content);
        Assert.All(read.Deadlines, d => Assert.NotEqual(Lamp.Unspecified, d.Lamp));
        Assert.Equal(signed.Version, read.Version);
    }

    [Fact]
    public async Task A_version_that_does_not_come_is_waited_for_and_then_refused_with_when_to_ask_again()
    {
        var id = await given.DispatchedTicketAsync();
        var intake = new ServiceIdentity(Source.Intake);
        var tokens = new ConsistencyTokens(given.Service.Get<SignedToken>(), intake, TimeProvider.System);
        var later = new GetTicketRequest { TicketId = id, ConsistencyToken = tokens.Issue(id, 2) };
        var watch = Stopwatch.StartNew();

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await given.Tracking.GetTicketAsync(later, given.Liaison));

        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(2), $"waited {watch.Elapsed}");
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        Assert.Equal("UNAVAILABLE", refused.GetRpcStatus()!.GetDetail<ErrorInfo>().Reason);
        Assert.True(refused.GetRpcStatus()!.GetDetail<RetryInfo>().RetryDelay.ToTimeSpan() > TimeSpan.Zero);
    }

    [Fact]
    public async Task Every_broken_rule_is_named_at_once_and_nothing_changes()
    {
        var id = await given.DispatchedTicketAsync();

        var contact = new RecordContactRequest
        {
            TicketId = id,
            RequestId = "ä b",
            Note = new string('长', 2_001),
            CallId = "no id",
            RecordingId = new string('r', 65),
        };
        Assert.Equal(
            ["assignment_id", "call_id", "channel", "note", "recording_id", "request_id", "result"],
            await Refused.FieldsAsync(async () => await given.Tracking.RecordContactAsync(contact, given.Liaison)));
        var feedback = new SubmitFeedbackRequest { Result = "\u0001", Evidence = new string('x', 1_001), Reply = new string('x', 5_001) };
        Assert.Equal(
            ["assignment_id", "evidence", "reply", "request_id", "result", "ticket_id"],
            await Refused.FieldsAsync(async () => await given.Tracking.SubmitFeedbackAsync(feedback, given.Liaison)));
        Assert.Equal(["opinion", "reason"], await Refused.FieldsAsync(async () =>
            await given.Tracking.ReviewFeedbackAsync(
                new() { TicketId = id, RequestId = "r", Decision = ReviewDecision.Rejected }, given.Auditor)));
        Assert.Equal(["reason"], await Refused.FieldsAsync(async () =>
            await given.Tracking.ReviewFeedbackAsync(new()
            {
                TicketId = id,
                RequestId = "r",
                Decision = ReviewDecision.Approved,
                Reason = RejectionReason.OffTopic,
            }, given.Auditor)));
        string[] wrong = ["accepted_as_is", "call_id", "channel", "contacted", "recording_id", "result", "solved"];
        Assert.Equal(wrong, (await Refused.FieldsAsync(async () =>
            await given.Callbacks.RecordCallbackAsync(new()
            {
                TicketId = id,
                RequestId = "r",
                AcceptedAsIs = true,
                Solved = Solved.Yes,
                Contacted = (Contacted)9,
                CallId = "no id",
                RecordingId = new string('r', 65),
            }, given.Agent)))
            .Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["filter.accepted_before", "filter.states[0]", "page_size"], await Refused.FieldsAsync(async () =>
            await given.Tracking.ListTicketsAsync(new()
            {
                PageSize = -1,
                Filter = new()
                {
                    States = { TicketState.Unspecified },
                    AcceptedFrom = new() { Seconds = 10 },
                    AcceptedBefore = new() { Seconds = 10 },
                },
            }, given.Supervisor)));

        Assert.Equal(["filter.accepted_before", "filter.accepted_from"], await Refused.FieldsAsync(async () =>
            await given.Tracking.ListTicketsAsync(new()
            {
                Filter = new() { AcceptedFrom = new() { Seconds = long.MaxValue }, AcceptedBefore = new() { Nanos = -1 } },
            }, given.Supervisor)));

        Assert.Equal(2, (await given.Tracking.GetTicketAsync(new() { TicketId = id }, given.Supervisor)).Version);
    }
}
