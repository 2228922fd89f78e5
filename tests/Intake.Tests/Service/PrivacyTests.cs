using System.Text;
using Hotline.Intake.V1;
using Hotline.Testing;
using Hotline.Type.V1;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Tests.Service;

/// <summary>Personal data is planted in every field; then everything the service wrote is searched for it.</summary>
[Collection(IntakeCollection.Name)]
public sealed class PrivacyTests(IntakeFixture fixture)
{
    private static readonly string[] Planted =
    [
        "诸葛小婉", "13911112222", "1391111 2222", "13933334444", "010-69067788", "69067788", "110101199003071239", "wan@planted.example", "京Q77881", "7单元1703", "zhuge_wan",
    ];

    [Fact]
    public async Task Planted_personal_data_is_found_nowhere_but_behind_the_vaults_door()
    {
        var appeal = await fixture.SubmitAsync(Plant);
        await fixture.Claimants.RevealClaimantAsync(new RevealClaimantRequest { TicketId = appeal.AppealId, Purpose = "核实13911112222" }, fixture.As("OPERATOR"));
        await Eventually.IsAsync(
            async () => await fixture.Database.GetCollection<BsonDocument>("facts").CountDocumentsAsync(new BsonDocument("_id", appeal.AppealId + "|1")) == 1, "the fact was moved");

        var stored = new StringBuilder();
        foreach (var name in await (await fixture.Database.ListCollectionNamesAsync()).ToListAsync())
        {
            foreach (var document in await fixture.Database.GetCollection<BsonDocument>(name).Find(new BsonDocument()).ToListAsync())
            {
                stored.Append(document.ToJson()).Append(Encoding.UTF8.GetString(document.ToBson()));
            }
        }

        Assert.Contains(appeal.AppealId, stored.ToString());
        AssertClean("the store", stored.ToString());
        AssertClean("the answer", appeal.ToString());
        AssertClean("the logs", string.Join('\n', fixture.Logs.Lines));

        var shown = await fixture.Claimants.RevealClaimantAsync(new RevealClaimantRequest { TicketId = appeal.AppealId, Purpose = "核实" }, fixture.As("OPERATOR"));
        Assert.Equal(("诸葛小婉", "13933334444", "3号楼7单元1703"), (shown.Name, shown.ContactPhone, shown.AddressDetail));
    }

    [Fact]
    public async Task Planted_personal_data_stays_out_of_a_refusal_and_its_logs()
    {
        var request = IntakeFixture.Request();
        Plant(request);
        request.CategoryId = "none";
        request.Claimant.CallerPhone = "电话13911112222";
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR")));
        AssertClean("the refusal", refused.Bytes());
        AssertClean("the logs", string.Join('\n', fixture.Logs.Lines));
    }

    private static void Plant(SubmitAppealRequest request)
    {
        const string All = "我叫诸葛小婉，诸葛小婉住3号楼7单元1703，身份证110101199003071239，电话13911112222、1391111 2222、13933334444、69067788，邮箱wan@planted.example，微信zhuge_wan，车京Q77881";
        request.Claimant = new Claimant
        {
            Name = "诸葛小婉",
            CallerPhone = "010-69067788",
            ContactPhone = "13933334444",
            Kind = ClaimantKind.Person,
            AddressDetail = "3号楼7单元1703",
        };
        request.Title = "诸葛小婉反映，电话13911112222";
        request.OccurredWhen = All;
        request.Cause = All;
        request.Course = All;
        request.Demand = All;
        request.AccusedParty = All[..90];
        request.Place = new Place { TownId = IntakeFixture.Town, LocationPoint = "长安小区3号楼7单元1703室" };
    }

    private static void AssertClean(string where, string text)
    {
        foreach (var planted in Planted)
        {
            Assert.False(text.Contains(planted, StringComparison.Ordinal), $"{planted} stands in {where}");
        }
    }
}
