using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using Hotline.Intake.V1;
using Hotline.Intake.Vault;
using Hotline.Testing;
using Hotline.Type.V1;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Tests.Service;

/// <summary>Who is complained about: of a report he learns nothing, of a complaint not who made it.</summary>
[Collection(IntakeCollection.Name)]
public sealed class AccusedTests(IntakeFixture fixture)
{
    private const string Purpose = "核实情况";
    private static readonly string[] Packages = ["hotline.intake.v1"];
    private static readonly string[] Accused = [IntakeFixture.Town, IntakeFixture.Village];

    private static readonly string[][] People =
    [
        [IntakeFixture.Town], [IntakeFixture.Village],
        [IntakeFixture.Town, IntakeFixture.District], [IntakeFixture.Village, IntakeFixture.District],
    ];

    private Hiding Walk => new(
        fixture.Service.Public,
        fixture.Service.Internal,
        (role, units) => ServiceUnderTest.Bearer(fixture.Issuer.Token("p-" + role, [role], units)),
        Packages);

    [Fact]
    public void Every_method_is_walked() => Assert.Empty(Questions.Missing(Packages));

    [Fact]
    public async Task A_report_is_unknown_to_the_accused_and_all_below_it_in_every_method()
    {
        var report = await ReportAsync();
        var asked = (report.AppealId, report.Snapshot.TicketNumber);

        Assert.Empty(await Walk.LeaksAsync(asked, ("0000nothing", "MY000000000000"), People));
        Assert.Equal(
            [
                "Advance", "Check", "GetStatus", "GetTime", "ListCategories", "ListTransferredReports", "ListUnconfirmed",
                "ListUrgencyClasses", "Reconcile", "SubmitAppeal",
            ],
            await Walk.BlindAsync(asked, "0000nothing", IntakeFixture.District));
    }

    [Fact]
    public async Task A_report_is_unknown_through_Tracking_too_and_each_attempt_leaves_a_record()
    {
        var report = await ReportAsync();
        await HandledAsync(report, IntakeFixture.Village);
        foreach (var role in new[] { "UNIT_LIAISON", "TOWN_HEAD", "FIELD_WORKER", "OPERATOR" })
        {
            foreach (var unit in Accused)
            {
                var hidden = await IntakeFixture.RefusedAsync(RevealAsync(report.AppealId, Via(role, unit)));
                var unknown = await IntakeFixture.RefusedAsync(RevealAsync("0000nothing", Via(role, unit)));
                Assert.Equal(unknown.Bytes(), hidden.Bytes());
                Assert.Equal("NOT_FOUND", hidden.Reason());
            }
        }

        Assert.Equal(8, (await RecordsAsync(report)).Count(record => record is { Granted: false, Refusal: ErrorReason.NotFound }));
    }

    [Fact]
    public async Task An_attempt_on_an_unknown_ticket_costs_the_same_work_and_leaves_a_record_too()
    {
        var unknown = Guid.NewGuid().ToString("N");
        Assert.Equal("NOT_FOUND", (await IntakeFixture.RefusedAsync(RevealAsync(unknown, fixture.As("OPERATOR")))).Reason());
        var stored = await fixture.Database.GetCollection<BsonDocument>(AccessLog.Collection).Find(AccessLog.Of(unknown)).ToListAsync();
        Assert.Equal(ErrorReason.NotFound, AccessLog.Read(Assert.Single(stored)).Refusal);
    }

    [Fact]
    public async Task A_report_stays_visible_above_and_to_a_town_that_is_not_accused()
    {
        var report = await ReportAsync();
        Assert.Equal(report.AppealId, (await GetAsync(report, "SUPERVISOR", IntakeFixture.District)).AppealId);

        var village = await fixture.SubmitAsync(request => Accuse(request, AppealType.Report, IntakeFixture.Village));
        Assert.Equal(village.AppealId, (await GetAsync(village, "SUPERVISOR", IntakeFixture.Town)).AppealId);
    }

    [Theory]
    [InlineData("OPERATOR")]
    [InlineData("CALLBACK_AGENT")]
    public async Task Who_complained_is_not_shown_to_the_accused_and_the_attempt_leaves_a_record(string role)
    {
        var complaint = await fixture.SubmitAsync(request => Accuse(request, AppealType.Complaint, IntakeFixture.Town));
        await HandledAsync(complaint, IntakeFixture.Village);
        foreach (var headers in new[] { fixture.As(role, IntakeFixture.Town), Via("FIELD_WORKER", IntakeFixture.Village) })
        {
            var refused = await IntakeFixture.RefusedAsync(RevealAsync(complaint.AppealId, headers));
            Assert.Equal("UNIT_MISSING", refused.Reason());
        }

        Assert.All(
            await RecordsAsync(complaint), record => Assert.Equal((false, ErrorReason.UnitMissing), (record.Granted, record.Refusal)));
        Assert.Equal("马小明", (await RevealAsync(complaint.AppealId, fixture.As(role))).Name);

        var both = ServiceUnderTest.Bearer(fixture.Issuer.Token("p", [role], [IntakeFixture.Village, IntakeFixture.District]));
        Assert.Equal("UNIT_MISSING", (await IntakeFixture.RefusedAsync(RevealAsync(complaint.AppealId, both))).Reason());
    }

    [Fact]
    public async Task The_accused_reads_a_complaint_without_anything_of_who_made_it()
    {
        var complaint = await fixture.SubmitAsync(request =>
        {
            Accuse(request, AppealType.Complaint, IntakeFixture.Town);
            // A number of its own: its reference stands in no other appeal.
            request.Claimant.CallerPhone = "13811112222";
            request.Course = "我叫马小明，电话13811112222，住2单元501";
        });
        var read = await GetAsync(complaint, "TOWN_HEAD", IntakeFixture.Town);
        var listed = (await fixture.Intake.ListAppealsAsync(new ListAppealsRequest(), fixture.As("TOWN_HEAD", IntakeFixture.Town)))
            .Appeals.Single(appeal => appeal.AppealId == complaint.AppealId);

        Assert.All([read, listed], appeal => Assert.Equal((null, ""), (appeal.Claimant, appeal.Snapshot.ClaimantRef)));
        Assert.All(["马", "138", "2222", "501"], said => Assert.DoesNotContain(said, read.Snapshot.Content, StringComparison.Ordinal));
        Assert.Empty(await Walk.SaidAsync(complaint.AppealId, People, complaint.Snapshot.ClaimantRef, "马小明"));
        Assert.NotEmpty(await Walk.SaidAsync(complaint.AppealId, [[IntakeFixture.District]], complaint.Snapshot.ClaimantRef));
        Assert.Equal(complaint.Claimant, (await GetAsync(complaint, "TOWN_HEAD", IntakeFixture.District)).Claimant);
    }

    [Fact]
    public async Task Of_a_report_against_the_root_the_number_alone_stays_readable_and_only_to_its_administrator()
    {
        var report = await fixture.SubmitAsync(request => Accuse(request, AppealType.Report, IntakeFixture.District));
        var asked = (report.AppealId, report.Snapshot.TicketNumber);
        var leaks = await Walk.LeaksAsync(asked, ("0000nothing", "MY000000000000"), [[IntakeFixture.District], .. People]);
        Assert.All(leaks, leak => Assert.StartsWith("hotline.intake.v1.IntakeService.ListTransferredReports as ADMIN", leak));

        var request = new ListTransferredReportsRequest();
        var numbers = (await fixture.Intake.ListTransferredReportsAsync(request, fixture.As("ADMIN"))).Reports;
        Assert.Contains(numbers, each => each.TicketNumber == report.Snapshot.TicketNumber);
        Assert.Empty((await fixture.Intake.ListTransferredReportsAsync(request, fixture.As("ADMIN", IntakeFixture.Town))).Reports);
    }

    [Fact]
    public async Task What_another_service_has_refused_is_refused_and_recorded_and_a_person_cannot_refuse_for_it()
    {
        var appeal = await fixture.SubmitAsync();
        await HandledAsync(appeal, IntakeFixture.Village);
        var request = new RevealClaimantRequest { TicketId = appeal.AppealId, Purpose = Purpose, RefusedAs = ErrorReason.UnitMissing };

        var refused = await IntakeFixture.RefusedAsync(
            fixture.Claimants.RevealClaimantAsync(request, Via("FIELD_WORKER", IntakeFixture.Village)));
        Assert.Equal("UNIT_MISSING", refused.Reason());
        Assert.Equal(ErrorReason.UnitMissing, Assert.Single(await RecordsAsync(appeal)).Refusal);

        Assert.Equal("马小明", (await fixture.Claimants.RevealClaimantAsync(request, fixture.As("OPERATOR"))).Name);
        request.RefusedAs = ErrorReason.Internal;
        Assert.Equal(["refused_as"], (await IntakeFixture.RefusedAsync(
            fixture.Claimants.RevealClaimantAsync(request, fixture.As("OPERATOR")))).Fields());
    }

    [Fact]
    public async Task Who_was_accused_travels_with_the_event()
    {
        var report = await ReportAsync();
        var fact = Assert.Single(await fixture.Service.Get<Chassis.Facts.FactStore<AppealState>>()
            .FactsAsync(report.AppealId, 0, 10, default));
        Assert.Equal(Accused, fact.EventAs<AppealAccepted>().AccusedUnitIds);
    }

    private static void Accuse(SubmitAppealRequest request, AppealType type, string unit)
    {
        request.AppealType = type;
        request.AccusedUnitId = unit;
    }

    private Task<Appeal> ReportAsync() => fixture.SubmitAsync(request => Accuse(request, AppealType.Report, IntakeFixture.Town));

    private Task HandledAsync(Appeal appeal, string unit) => fixture.Service.Get<IEventHandler<TicketChanged>>()
        .HandleAsync(ProgressTests.News(appeal.AppealId, 1, unit), default);

    private async Task<Appeal> GetAsync(Appeal appeal, string role, string unit) =>
        await fixture.Intake.GetAppealAsync(new GetAppealRequest { AppealId = appeal.AppealId }, fixture.As(role, unit));

    private AsyncUnaryCall<RevealClaimantResponse> RevealAsync(string id, Metadata headers) =>
        fixture.Claimants.RevealClaimantAsync(new RevealClaimantRequest { TicketId = id, Purpose = Purpose }, headers);

    private async Task<IReadOnlyList<AccessRecord>> RecordsAsync(Appeal appeal) => (await fixture.Claimants.ListAccessRecordsAsync(
        new ListAccessRecordsRequest { TicketId = appeal.AppealId }, fixture.As("SUPERVISOR"))).Records;

    private Metadata Via(string role, string unit)
    {
        var headers = ServiceUnderTest.Bearer(File.ReadAllText(fixture.Issuer.ServiceTokenFile("tracking")));
        headers.Add(ServiceCredentials.PersonHeader, "Bearer " + fixture.Issuer.Token("p9", [role], [unit]));
        return headers;
    }
}
