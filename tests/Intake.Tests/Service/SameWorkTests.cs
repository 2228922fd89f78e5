using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Intake.V1;
using Hotline.Testing;
using Hotline.Type.V1;
using MongoDB.Bson;

namespace Hotline.Intake.Tests.Service;

/// <summary>
/// The time of an answer tells as little as its bytes: for a ticket that is hidden the store is asked the same as for one that does not
/// exist, and nothing is opened.
/// </summary>
[Collection(IntakeCollection.Name)]
public sealed class SameWorkTests(IntakeFixture fixture)
{
    private const string NoId = "00000000000000000000000000";
    private const string NoNumber = "MY000000000000";

    [Theory]
    [InlineData("GetAppeal")]
    [InlineData("RevealClaimant")]
    [InlineData("RevealClaimant of a handler")]
    [InlineData("ListAccessRecords")]
    public async Task A_hidden_ticket_costs_the_store_what_an_unknown_one_costs(string question)
    {
        var report = await ReportAsync();
        foreach (var (hidden, unknown) in new[] { (report.AppealId, NoId), (report.Snapshot.TicketNumber, NoNumber) })
        {
            var (cost, answer) = await CostAsync(question, hidden);
            Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), answer);
            Assert.NotEmpty(cost);
            Assert.Equal((await CostAsync(question, unknown)).Commands, cost);
        }
    }

    [Fact]
    public async Task Nothing_of_a_hidden_ticket_is_opened()
    {
        var report = await ReportAsync();
        await fixture.Appeals.UpdateOneAsync(
            new BsonDocument("_id", report.AppealId), new BsonDocument("$set", new BsonDocument("vault.key", new byte[60])));

        Assert.Equal("NOT_FOUND", (await CostAsync("RevealClaimant", report.AppealId)).Answer.Reason);
        var request = new RevealClaimantRequest { TicketId = report.AppealId, Purpose = "核实情况" };
        var opened = await IntakeFixture.RefusedAsync(fixture.Claimants.RevealClaimantAsync(request, fixture.As("OPERATOR")));
        Assert.Equal("INTERNAL", opened.Reason());
    }

    private Task<Appeal> ReportAsync() => fixture.SubmitAsync(request =>
        (request.AppealType, request.AccusedUnitId) = (AppealType.Report, IntakeFixture.Town));

    /// <summary>What the store was asked for a question of the accused, and the answer.</summary>
    private async Task<(IReadOnlyList<string> Commands, (StatusCode Code, string Reason) Answer)> CostAsync(string question, string ticket)
    {
        using var spans = new StoreSpans();
        var refused = await Assert.ThrowsAsync<RpcException>(() => AskAsync(question, ticket, spans));
        return (spans.Names, (refused.StatusCode, refused.Reason()));
    }

    private Task AskAsync(string question, string ticket, StoreSpans spans) => question switch
    {
        "GetAppeal" => fixture.Intake.GetAppealAsync(new() { AppealId = ticket }, Of("OPERATOR", spans)).ResponseAsync,
        "RevealClaimant" => RevealAsync(ticket, Of("OPERATOR", spans)),
        "RevealClaimant of a handler" => RevealAsync(ticket, ViaTracking(spans)),
        _ => fixture.Claimants.ListAccessRecordsAsync(new() { TicketId = ticket }, Of("SUPERVISOR", spans)).ResponseAsync,
    };

    private Task<RevealClaimantResponse> RevealAsync(string ticket, Metadata headers) =>
        fixture.Claimants.RevealClaimantAsync(new() { TicketId = ticket, Purpose = "核实情况" }, headers).ResponseAsync;

    private Metadata Of(string role, StoreSpans spans) => spans.Traced(fixture.As(role, IntakeFixture.Town));

    private Metadata ViaTracking(StoreSpans spans)
    {
        var headers = ServiceUnderTest.Bearer(File.ReadAllText(fixture.Issuer.ServiceTokenFile("tracking")));
        headers.Add(ServiceCredentials.PersonHeader, "Bearer " + fixture.Issuer.Token("p9", ["FIELD_WORKER"], [IntakeFixture.Village]));
        return spans.Traced(headers);
    }
}
