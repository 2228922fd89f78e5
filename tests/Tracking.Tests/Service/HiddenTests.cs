using Grpc.Core;
using Hotline.Chassis.Store;
using Hotline.Testing;

namespace Hotline.Tracking.Tests.Service;

/// <summary>A report (举报) is unknown to the accused and all below it, in lists and streams too.</summary>
[Collection(TrackingCollection.Name)]
public sealed class HiddenTests(TrackingFixture given)
{
    private const string Lead = "110118-water";
    private static readonly string[] Packages = ["hotline.tracking.v1"];
    private const string Note = "来电人说是去年的事";
    private const string Result = "已向来电人当面说明";
    private const string Reply = "来电人已得到答复";
    private const string Recording = "rec-hidden";
    private const string Opinion = "来电人认可";
    private static readonly string[] Accused = [Given.Town, Given.Village];
    private static readonly string[][] People =
        [[Given.Town], [Given.Village], [Given.Town, Given.Root], [Given.Village, Given.Root]];

    [Fact]
    public void Every_method_is_walked() => Assert.Empty(Questions.Missing(Packages));

    [Fact]
    public async Task A_report_is_unknown_to_the_accused_and_all_below_it_in_every_method()
    {
        var start = await given.CursorAsync(given.Supervisor);
        var id = await HandledAsync(AppealType.Report);
        await given.DrainedAsync();
        given.Intake.Answer = () => throw RichStatus.Of(
            given.Intake.LastRequest!.RefusedAs == ErrorReason.NotFound ? Refuse.NotFound("appeal") : Refuse.Unit(null));
        var (asked, walk) = ((id, TrackingFixture.NumberOf(id)), Walk(start));

        Assert.Empty(await walk.LeaksAsync(asked, ("0000nothing", "MY000000000000"), People));
        Assert.Equal(
            ["Advance", "Check", "GetStatus", "GetTime", "ListUnconfirmed", "Reconcile"],
            await walk.BlindAsync(asked, "0000nothing", Given.Root));
    }

    [Fact]
    public async Task Who_complained_is_told_to_the_accused_in_no_method()
    {
        var start = await given.CursorAsync(given.Supervisor);
        var id = await HandledAsync(AppealType.Complaint);
        await given.DrainedAsync();
        string[] words = ["c-" + id, "SPECIAL_GROUP_HARDSHIP", "116.8432", Recording, Reply, Note, Result, Opinion];

        Assert.Empty(await Walk(start).SaidAsync(id, People, words));
        foreach (var word in words)
        {
            Assert.NotEmpty(await Walk(start).SaidAsync(id, [[Given.Root]], word));
        }

        Assert.NotEmpty(await Walk(start).SaidAsync(id, People, "雨后积水"));
    }

    [Fact]
    public async Task A_watch_of_the_accused_says_nothing_of_it()
    {
        var start = await given.CursorAsync(given.Supervisor);
        var id = await HandledAsync(AppealType.Report);
        await given.DrainedAsync();
        var partition = PartitionOf(id);
        var marker = id;
        while (marker == id || PartitionOf(marker) != partition)
        {
            marker = given.NewTicketId();
        }

        // Numbered behind the report's changes in the same partition: who has been sent these has been offered those.
        await given.HandleAsync(TrackingFixture.Accepted(marker));
        await given.HandleAsync(TrackingFixture.Dispatched(marker, 1, TrackingFixture.Lead(), TrackingFixture.Sub()));
        foreach (var role in Hiding.Roles)
        {
            foreach (var units in People)
            {
                Assert.DoesNotContain(await SeenAsync(start, marker, given.As("w", role, units)), change => change.TicketId == id);
            }
        }

        Assert.Contains(await SeenAsync(start, marker, given.Supervisor), change => change.TicketId == id);
    }

    private Hiding Walk(string cursor) =>
        new(given.Service.Public, given.Service.Internal, (role, units) => given.As("p-" + role, role, units), Packages)
        {
            Cursor = cursor,
        };

    /// <summary>What complains about the town; another unit has handled it and the district has to call back.</summary>
    private async Task<string> HandledAsync(AppealType type)
    {
        var id = given.NewTicketId();
        var accepted = TrackingFixture.Accepted(id, acceptedAt: "2022-09-29 10:00");
        accepted.Appeal.AppealType = type;
        accepted.Appeal.AccusedUnitId = Given.Town;
        accepted.Appeal.ClaimantProfile = new() { Kind = ClaimantKind.Person, SpecialGroups = { SpecialGroup.Hardship } };
        accepted.Appeal.Place.Position = new() { Lng = 116.8432, Lat = 40.3764, Datum = Datum.Gcj02 };
        accepted.AccusedUnitIds.Add(Accused);
        await given.HandleAsync(accepted);
        await given.HandleAsync(TrackingFixture.Dispatched(id, 1, TrackingFixture.Lead(Lead), Asked()));
        var liaison = given.As("liaison-water", "UNIT_LIAISON", Lead);
        await given.Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, liaison);
        var contact = TrackingFixture.Contact(id, Note);
        contact.RecordingId = Recording;
        await given.Tracking.RecordContactAsync(contact, liaison);
        await given.Tracking.StartHandlingAsync(new() { RequestId = "h", TicketId = id, AssignmentId = "a1" }, liaison);
        var feedback = TrackingFixture.Feedback(id, Result, "照片");
        feedback.Reply = Reply;
        await given.Tracking.SubmitFeedbackAsync(feedback, liaison);
        await given.Tracking.ReviewFeedbackAsync(
            new() { RequestId = "r", TicketId = id, Decision = ReviewDecision.Approved, Opinion = Opinion }, given.Auditor);
        return id;
    }

    /// <summary>The village, asked to explain: so that the accused would see a report, were it not hidden.</summary>
    private static RoutedAssignment Asked()
    {
        var respondent = TrackingFixture.Sub();
        (respondent.ParentAssignmentId, respondent.Role, respondent.IsMandatory) = ("", AssignmentRole.Respondent, false);
        return respondent;
    }

    private async Task<List<TicketChange>> SeenAsync(string cursor, string until, Metadata reader)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var watch = given.Tracking.WatchTickets(new() { Cursor = cursor }, reader, cancellationToken: limit.Token);
        var seen = new List<TicketChange>();
        while (seen.TrueForAll(change => change.TicketId != until) && await watch.ResponseStream.MoveNext(limit.Token))
        {
            seen.AddRange(watch.ResponseStream.Current.Changes);
        }

        return seen;
    }

    private static uint PartitionOf(string ticket) => StableHash.Of(ticket) % 16;
}
