using System.Text;
using Hotline.Intake.V1;
using Hotline.Intake.Vault;
using Hotline.Testing;
using Hotline.Type.V1;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Tests.Service;

/// <summary>Personal data is planted in every field; then everything the service wrote is searched for it.</summary>
[Collection(IntakeCollection.Name)]
public sealed class PrivacyTests(IntakeFixture fixture)
{
    [Fact]
    public async Task Planted_personal_data_is_found_nowhere_but_behind_the_vaults_door()
    {
        var appeal = await fixture.SubmitAsync(Planted.Into);
        await RevealAsync(appeal, "核实13911112222");
        await fixture.FactIsArchivedAsync(appeal.AppealId);

        var stored = new StringBuilder();
        foreach (var name in await (await fixture.Database.ListCollectionNamesAsync()).ToListAsync())
        {
            foreach (var document in await fixture.Database.GetCollection<BsonDocument>(name).Find(new BsonDocument()).ToListAsync())
            {
                stored.Append(document.ToJson()).Append(Encoding.UTF8.GetString(document.ToBson()));
            }
        }

        Assert.Contains(appeal.AppealId, stored.ToString());
        Planted.AssertAbsent("the store", stored.ToString());
        Planted.AssertAbsent("the answer", appeal.ToString());
        var listed = await fixture.Intake.ListAppealsAsync(new ListAppealsRequest { PageSize = 200 }, fixture.As("OPERATOR"));
        Assert.Contains(listed.Appeals, each => each.AppealId == appeal.AppealId);
        Planted.AssertAbsent("the list", listed.ToString());
        Planted.AssertAbsent("the logs", string.Join('\n', fixture.Logs.Lines));

        var shown = await RevealAsync(appeal, "核实");
        Assert.Equal(("诸葛小婉", "13933334444", "3号楼7单元1703"), (shown.Name, shown.ContactPhone, shown.AddressDetail));

        var said = new SubmitAppealRequest();
        Planted.Into(said);
        var content = await fixture.Claimants.RevealContentAsync(
            new RevealContentRequest { TicketId = appeal.AppealId, Purpose = "核实" }, fixture.As("OPERATOR"));
        Assert.Equal(AppealWordsMap.Of(said), content.Words);
    }

    [Fact]
    public async Task Planted_personal_data_in_a_place_that_only_Routing_knows_is_masked_before_it_is_asked()
    {
        const string Point = "长安小区7单元1703，诸葛小婉13911112222";
        var appeal = await Eventually.GetAsync<Appeal>(
            async () => await fixture.SubmitAsync(About) is { PlaceResolution: PlaceResolution.Unresolved } answered ? answered : null,
            "an answer of Routing in time");

        var asked = string.Join('\n', fixture.Routing.Asked);
        Assert.Contains("长安小区", asked);
        Planted.AssertAbsent("the questions to Routing", asked);
        Planted.AssertAbsent("the answer", appeal.ToString());

        static void About(SubmitAppealRequest request)
        {
            Planted.Into(request);
            request.Place = new Place { LocationPoint = Point };
            request.WantSuggestion = true;
        }
    }

    [Fact]
    public async Task Planted_personal_data_stays_out_of_a_refusal_and_its_logs()
    {
        var request = IntakeFixture.Request();
        Planted.Into(request);
        request.CategoryId = "none";
        request.Claimant.CallerPhone = "电话13911112222";
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR")));
        Planted.AssertAbsent("the refusal", refused.Bytes());
        Planted.AssertAbsent("the logs", string.Join('\n', fixture.Logs.Lines));
    }

    private async Task<RevealClaimantResponse> RevealAsync(Appeal appeal, string purpose) =>
        await fixture.Claimants.RevealClaimantAsync(
            new RevealClaimantRequest { TicketId = appeal.AppealId, Purpose = purpose }, fixture.As("OPERATOR"));
}
