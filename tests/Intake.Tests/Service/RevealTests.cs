using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using Hotline.Intake.V1;
using Hotline.Testing;
using Hotline.Type.V1;

namespace Hotline.Intake.Tests.Service;

[Collection(IntakeCollection.Name)]
public sealed class RevealTests(IntakeFixture fixture)
{
    [Fact]
    public async Task A_current_handler_sees_name_and_number_through_Tracking_and_is_written_down()
    {
        var appeal = await HandledAsync();
        var shown = await fixture.Claimants.RevealClaimantAsync(Ask(appeal), Via("UNIT_LIAISON", IntakeFixture.Town, "liaison-1"));
        Assert.Equal(("马小明", "138 0000 0000", "2单元501"), (shown.Name, shown.ContactPhone, shown.AddressDetail));

        var record = Assert.Single((await RecordsAsync(appeal)).Records);
        Assert.Equal(shown.AccessRecordId, record.AccessRecordId);
        Assert.True(record.Granted);
        Assert.Equal(("liaison-1", Role.UnitLiaison, IntakeFixture.Town), (record.Actor.Subject, record.Actor.Role, record.Actor.UnitId));
        Assert.Equal("tracking", record.Via);
        Assert.Equal("核实情况，打138****0000", record.Purpose);
    }

    [Theory]
    [InlineData("UNIT_LIAISON")]
    [InlineData("TOWN_HEAD")]
    public async Task Who_answers_for_the_town_sees_it_while_a_village_of_it_handles(string role)
    {
        var appeal = await fixture.SubmitAsync();
        await Handler.HandleAsync(ProgressTests.News(appeal.AppealId, 1, IntakeFixture.Village), default);
        Assert.Equal("马小明", (await fixture.Claimants.RevealClaimantAsync(Ask(appeal), Via(role, IntakeFixture.Town))).Name);
        await RefusedAsync(appeal, Via("FIELD_WORKER", IntakeFixture.Town), "UNIT_MISSING");
        await RefusedAsync(appeal, Via(role, IntakeFixture.OtherTown), "UNIT_MISSING");
        await RefusedAsync(appeal, Via(role, IntakeFixture.District), "UNIT_MISSING");
    }

    [Fact]
    public async Task The_hotline_sees_it_directly_even_when_confidential()
    {
        var appeal = await HandledAsync(confidential: true);
        var shown = await fixture.Claimants.RevealClaimantAsync(Ask(appeal), fixture.As("CALLBACK_AGENT"));
        Assert.Equal("马小明", shown.Name);
        Assert.Equal("", Assert.Single((await RecordsAsync(appeal)).Records).Via);
    }

    [Fact]
    public async Task Every_refusal_is_written_down_with_its_reason()
    {
        var appeal = await HandledAsync(confidential: true);
        await RefusedAsync(appeal, Via("UNIT_LIAISON", IntakeFixture.Town), "UNIT_MISSING");
        await RefusedAsync(appeal, Via("UNIT_LIAISON", IntakeFixture.OtherTown), "UNIT_MISSING");
        await RefusedAsync(appeal, Via("ANALYST", IntakeFixture.District), "ROLE_MISSING");
        await RefusedAsync(appeal, fixture.As("OPERATOR", IntakeFixture.OtherTown), "NOT_FOUND");
        var records = (await RecordsAsync(appeal)).Records;
        Assert.All(records, record => Assert.False(record.Granted));
        Assert.Equal(
            [ErrorReason.NotFound, ErrorReason.RoleMissing, ErrorReason.UnitMissing, ErrorReason.UnitMissing],
            records.Select(record => record.Refusal));
    }

    [Fact]
    public async Task A_handler_that_lost_the_ticket_sees_nothing_more()
    {
        var appeal = await HandledAsync();
        await Handler.HandleAsync(ProgressTests.News(appeal.AppealId, 2, IntakeFixture.OtherTown), default);
        await RefusedAsync(appeal, Via("UNIT_LIAISON", IntakeFixture.Town), "UNIT_MISSING");
    }

    [Fact]
    public async Task A_service_without_a_person_is_refused_and_so_is_a_handler_who_comes_directly()
    {
        var appeal = await HandledAsync();
        await RefusedAsync(appeal, AsTracking(), "UNAUTHENTICATED");
        await RefusedAsync(appeal, fixture.As("UNIT_LIAISON", IntakeFixture.Town), "ROLE_MISSING");
        var forged = Via("UNIT_LIAISON", IntakeFixture.Town);
        forged.Remove(forged.Get(ServiceCredentials.PersonHeader)!);
        forged.Add(ServiceCredentials.PersonHeader, "forged");
        await RefusedAsync(appeal, forged, "UNAUTHENTICATED");
        Assert.Empty((await RecordsAsync(appeal)).Records);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\u200B\u200B\u200B")]
    [InlineData("\u202E\u2066 \u3164")]
    public async Task Unknown_tickets_and_purposes_that_say_nothing_are_refused(string purpose)
    {
        await RefusedAsync(new RevealClaimantRequest { TicketId = "nothing", Purpose = "核实" }, fixture.As("OPERATOR"), "NOT_FOUND");
        var broken = new RevealClaimantRequest { Purpose = purpose };
        var refused = await IntakeFixture.RefusedAsync(fixture.Claimants.RevealClaimantAsync(broken, fixture.As("OPERATOR")));
        Assert.Equal(["ticket_id", "purpose"], refused.Fields());
    }

    [Fact]
    public async Task The_words_as_they_were_said_are_shown_to_whoever_may_see_the_claimant_and_to_nobody_else()
    {
        const string Said = "我叫马小明，电话13800000000，  院内积水";
        var appeal = await HandledAsync(change: request => request.Course = Said);
        Assert.DoesNotContain("马小明", appeal.Snapshot.Content, StringComparison.Ordinal);
        var ask = new RevealContentRequest { TicketId = appeal.Snapshot.TicketNumber, Purpose = "核实情况，打13800000000" };

        var shown = await fixture.Claimants.RevealContentAsync(ask, Via("FIELD_WORKER", IntakeFixture.Town));
        Assert.Equal((Said, "李各庄村排水不畅", "尽快疏通"), (shown.Words.Course, shown.Words.Title, shown.Words.Demand));
        Assert.Equal(Said, (await fixture.Claimants.RevealContentAsync(ask, fixture.As("CALLBACK_AGENT"))).Words.Course);
        foreach (var (headers, reason) in new[]
        {
            (Via("FIELD_WORKER", IntakeFixture.OtherTown), "UNIT_MISSING"),
            (Via("ANALYST", IntakeFixture.District), "ROLE_MISSING"),
            (fixture.As("OPERATOR", IntakeFixture.OtherTown), "NOT_FOUND"),
        })
        {
            var refused = await IntakeFixture.RefusedAsync(fixture.Claimants.RevealContentAsync(ask, headers));
            Assert.Equal(reason, refused.Reason());
        }

        await fixture.Claimants.RevealClaimantAsync(Ask(appeal), fixture.As("OPERATOR"));
        var records = (await RecordsAsync(appeal)).Records;
        Assert.Equal([true, false, false, false, true, true], records.Select(record => record.Granted));
        Assert.Equal(
            [RevealedPart.Claimant, .. Enumerable.Repeat(RevealedPart.Content, 5)], records.Select(record => record.Part));
        Assert.All(records, record => Assert.Equal("核实情况，打138****0000", record.Purpose));
    }

    [Fact]
    public async Task The_words_of_a_confidential_appeal_are_as_closed_as_its_claimant()
    {
        var appeal = await HandledAsync(confidential: true);
        var ask = new RevealContentRequest { TicketId = appeal.AppealId, Purpose = "核实" };
        var refused = await IntakeFixture.RefusedAsync(
            fixture.Claimants.RevealContentAsync(ask, Via("UNIT_LIAISON", IntakeFixture.Town)));
        Assert.Equal("UNIT_MISSING", refused.Reason());
        Assert.Equal("院内积水，无法出门", (await fixture.Claimants.RevealContentAsync(ask, fixture.As("OPERATOR"))).Words.Course);
        var broken = new RevealContentRequest { Purpose = "​​", RefusedAs = ErrorReason.Internal };
        Assert.Equal(
            ["ticket_id", "purpose", "refused_as"],
            (await IntakeFixture.RefusedAsync(fixture.Claimants.RevealContentAsync(broken, fixture.As("OPERATOR")))).Fields());
    }

    [Fact]
    public async Task Access_records_come_page_by_page_the_newest_first_to_supervisors_only()
    {
        var appeal = await HandledAsync();
        for (var i = 0; i < 3; i++)
        {
            await fixture.Claimants.RevealClaimantAsync(Ask(appeal), fixture.As("OPERATOR", subject: $"op{i}"));
        }

        var first = await RecordsAsync(appeal, pageSize: 2);
        var second = await RecordsAsync(appeal, pageSize: 2, first.NextPageToken);
        Assert.Equal(["op2", "op1", "op0"], first.Records.Concat(second.Records).Select(record => record.Actor.Subject));
        Assert.Empty(second.NextPageToken);
        var list = new ListAccessRecordsRequest { TicketId = appeal.AppealId };
        var refused = await IntakeFixture.RefusedAsync(fixture.Claimants.ListAccessRecordsAsync(list, fixture.As("OPERATOR")));
        Assert.Equal("ROLE_MISSING", refused.Reason());
        var elsewhere = fixture.As("SUPERVISOR", IntakeFixture.OtherTown);
        var outside = await IntakeFixture.RefusedAsync(fixture.Claimants.ListAccessRecordsAsync(list, elsewhere));
        Assert.Equal("NOT_FOUND", outside.Reason());
    }

    private IEventHandler<TicketChanged> Handler => fixture.Service.Get<IEventHandler<TicketChanged>>();

    private async Task<Appeal> HandledAsync(bool confidential = false, Action<SubmitAppealRequest>? change = null)
    {
        var appeal = await fixture.SubmitAsync(request =>
        {
            request.IsConfidential = confidential;
            change?.Invoke(request);
        });
        await Handler.HandleAsync(ProgressTests.News(appeal.AppealId, 1, IntakeFixture.Town), default);
        return appeal;
    }

    private static RevealClaimantRequest Ask(Appeal appeal) => new()
    {
        TicketId = appeal.Snapshot.TicketNumber,
        Purpose = "核实情况，打13800000000",
    };

    private Metadata AsTracking() => ServiceUnderTest.Bearer(File.ReadAllText(fixture.Issuer.ServiceTokenFile("tracking")));

    private Metadata Via(string role, string unit, string subject = "p9")
    {
        var headers = AsTracking();
        headers.Add(ServiceCredentials.PersonHeader, "Bearer " + fixture.Issuer.Token(subject, [role], [unit]));
        return headers;
    }

    private Task RefusedAsync(Appeal appeal, Metadata headers, string reason) => RefusedAsync(Ask(appeal), headers, reason);

    private async Task RefusedAsync(RevealClaimantRequest request, Metadata headers, string reason) =>
        Assert.Equal(reason, (await IntakeFixture.RefusedAsync(fixture.Claimants.RevealClaimantAsync(request, headers))).Reason());

    private async Task<ListAccessRecordsResponse> RecordsAsync(Appeal appeal, int pageSize = 0, string pageToken = "") =>
        await fixture.Claimants.ListAccessRecordsAsync(
            new ListAccessRecordsRequest { TicketId = appeal.AppealId, PageSize = pageSize, PageToken = pageToken },
            fixture.As("SUPERVISOR"));
}
