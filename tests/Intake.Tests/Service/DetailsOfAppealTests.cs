using Grpc.Core;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Privacy;
using Hotline.Events.V1;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Tests.Service;

/// <summary>Where on the map it happened, how it is marked, which call it was and which ticket it follows.</summary>
[Collection(IntakeCollection.Name)]
public sealed class DetailsOfAppealTests(IntakeFixture fixture)
{
    [Fact]
    public async Task Estate_position_and_tags_travel_with_the_appeal_and_tags_are_masked()
    {
        var appeal = await fixture.SubmitAsync(request =>
        {
            request.Place.EstateId = "E-0417";
            request.Place.Position = new Position { Lng = 116.843219, Lat = 40.376451, Datum = Datum.Gcj02 };
            request.Tags.AddRange([" 每月一题 ", "马小明家"]);
        });
        var snapshot = (await FactAsync(appeal)).EventAs<AppealAccepted>().Appeal;
        Assert.Equal(appeal.Snapshot, snapshot);
        Assert.Equal("E-0417", snapshot.Place.EstateId);
        Assert.Equal(new Position { Lng = 116.8432, Lat = 40.3765, Datum = Datum.Gcj02 }, snapshot.Place.Position);
        Assert.Equal(["每月一题", "马**家"], snapshot.Tags);
    }

    [Fact]
    public async Task A_name_with_something_unseen_in_it_is_found_by_its_marks()
    {
        var appeal = await fixture.SubmitAsync(request => request.Claimant.Name = "马\u200B小明");
        var accepted = (await FactAsync(appeal)).EventAs<AppealAccepted>();
        var names = fixture.Service.Get<NameMarks>();
        Assert.Equal("已与马**核实", names.Mask("已与马小明核实", appeal.Snapshot.TicketNumber, accepted.NameMarks, leavesNothing: false));
    }

    [Fact]
    public async Task The_accused_is_not_shown_the_place_on_the_map()
    {
        var complaint = await fixture.SubmitAsync(request =>
        {
            (request.AppealType, request.AccusedUnitId) = (AppealType.Complaint, IntakeFixture.Town);
            request.Place.Position = new Position { Lng = 116.843219, Lat = 40.376451, Datum = Datum.Gcj02 };
        });
        var ask = new GetAppealRequest { AppealId = complaint.AppealId };
        Assert.Null((await fixture.Intake.GetAppealAsync(ask, fixture.As("SUPERVISOR", IntakeFixture.Town))).Snapshot.Place.Position);
        Assert.NotNull((await fixture.Intake.GetAppealAsync(ask, fixture.As("SUPERVISOR"))).Snapshot.Place.Position);
    }

    [Fact]
    public async Task The_call_and_its_recording_come_with_the_claimant_and_nowhere_else()
    {
        var appeal = await fixture.SubmitAsync(request => (request.CallId, request.RecordingId) = ("call-7", "rec-7"));
        Assert.DoesNotContain("rec-7", appeal + (await FactAsync(appeal)).EventAs<AppealAccepted>().ToString(), StringComparison.Ordinal);
        var shown = await fixture.Claimants.RevealClaimantAsync(
            new RevealClaimantRequest { TicketId = appeal.AppealId, Purpose = "复听录音" }, fixture.As("OPERATOR"));
        Assert.Equal(("call-7", "rec-7"), (shown.CallId, shown.RecordingId));
    }

    [Fact]
    public async Task An_appeal_names_the_ticket_that_it_follows()
    {
        var first = await fixture.SubmitAsync();
        var second = await fixture.SubmitAsync(request => request.PreviousTicketNumber = first.Snapshot.TicketNumber);
        Assert.Equal(first.Snapshot.TicketNumber, second.Snapshot.ClaimantProfile.PreviousTicketNumber);
    }

    [Theory]
    [InlineData("MY000000000000", IntakeFixture.District)]
    [InlineData("", IntakeFixture.OtherTown)]
    public async Task A_ticket_that_does_not_exist_and_one_that_the_caller_may_not_see_are_refused_alike(string number, string unit)
    {
        var first = await fixture.SubmitAsync();
        var refused = await FollowAsync(number.Length > 0 ? number : first.Snapshot.TicketNumber, unit);
        Assert.Equal(["previous_ticket_number"], refused.Fields());
        Assert.Equal((await FollowAsync("MY000000000001", unit)).Bytes(), refused.Bytes());
    }

    [Fact]
    public async Task What_names_a_confidential_ticket_is_confidential_too()
    {
        var report = await fixture.SubmitAsync(request =>
        {
            (request.AppealType, request.AccusedUnitId) = (AppealType.Report, IntakeFixture.OtherTown);
        });
        Assert.Equal(["previous_ticket_number"], (await FollowAsync(report.Snapshot.TicketNumber, IntakeFixture.District)).Fields());

        var next = await fixture.SubmitAsync(request =>
        {
            (request.IsConfidential, request.PreviousTicketNumber) = (true, report.Snapshot.TicketNumber);
        });
        Assert.DoesNotContain(report.Snapshot.TicketNumber, next.ToString(), StringComparison.Ordinal);
        var shown = await fixture.Claimants.RevealClaimantAsync(
            new RevealClaimantRequest { TicketId = next.AppealId, Purpose = "核实情况" }, fixture.As("OPERATOR"));
        Assert.Equal(report.Snapshot.TicketNumber, shown.Profile.PreviousTicketNumber);
    }

    private async Task<RpcException> FollowAsync(string number, string unit)
    {
        var request = IntakeFixture.Request();
        request.PreviousTicketNumber = number;
        return await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR", unit)));
    }

    private async Task<Fact> FactAsync(Appeal appeal) =>
        (await fixture.Service.Get<FactStore<AppealState>>().FactsAsync(appeal.AppealId, 0, 10, default))[0];
}
