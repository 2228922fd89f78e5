using Grpc.Core;
using Hotline.Chassis.Facts;
using Hotline.Events.V1;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Tests.Service;

/// <summary>What is said of a claimant without saying who it is: who gets it, and who does not.</summary>
[Collection(IntakeCollection.Name)]
public sealed class ProfileTests(IntakeFixture fixture)
{
    private const string Company = "青谷食品有限公司";

    [Fact]
    public async Task Kind_gender_and_special_groups_travel_with_the_appeal_and_the_company_stays_behind_the_vaults_door()
    {
        var appeal = await fixture.SubmitAsync(Firm);
        Assert.Equal(Profile, appeal.Snapshot.ClaimantProfile);
        Assert.Equal("马女士", appeal.Claimant.Name);
        Assert.Contains("***院内积水", appeal.Snapshot.Content, StringComparison.Ordinal);

        var accepted = (await FactAsync(appeal)).EventAs<AppealAccepted>();
        Assert.Equal(Profile, accepted.Appeal.ClaimantProfile);
        Assert.DoesNotContain("青谷", accepted.ToString(), StringComparison.Ordinal);

        var shown = await RevealAsync(appeal);
        Assert.Equal((Company, Profile), (shown.CompanyName, shown.Profile));
    }

    [Theory]
    [InlineData(AppealType.Report, false)]
    [InlineData(AppealType.Help, true)]
    public async Task Of_a_confidential_appeal_they_come_through_a_reveal_alone(AppealType type, bool isConfidential)
    {
        var appeal = await fixture.SubmitAsync(request =>
        {
            Firm(request);
            (request.AppealType, request.IsConfidential) = (type, isConfidential);
        });
        var read = await fixture.Intake.GetAppealAsync(new GetAppealRequest { AppealId = appeal.AppealId }, fixture.As("OPERATOR"));
        Assert.All([appeal, read], each => Assert.Equal((null, "马**"), (each.Snapshot.ClaimantProfile, each.Claimant.Name)));
        Assert.DoesNotContain("女士", read.Snapshot.Content, StringComparison.Ordinal);
        Assert.Null((await FactAsync(appeal)).EventAs<AppealAccepted>().Appeal.ClaimantProfile);
        Assert.Equal(Profile, (await RevealAsync(appeal)).Profile);
    }

    [Fact]
    public async Task The_accused_gets_none_of_it()
    {
        var complaint = await fixture.SubmitAsync(request =>
        {
            Firm(request);
            (request.AppealType, request.AccusedUnitId) = (AppealType.Complaint, IntakeFixture.Town);
        });
        var ask = new GetAppealRequest { AppealId = complaint.AppealId };
        Assert.Null((await fixture.Intake.GetAppealAsync(ask, fixture.As("SUPERVISOR", IntakeFixture.Town))).Snapshot.ClaimantProfile);
        Assert.Equal(Profile, (await fixture.Intake.GetAppealAsync(ask, fixture.As("SUPERVISOR"))).Snapshot.ClaimantProfile);
        Assert.DoesNotContain("女士", complaint.Snapshot.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_and_genders_that_nothing_knows_and_a_group_named_twice_are_refused()
    {
        var request = IntakeFixture.Request();
        request.Claimant.Gender = (Gender)99;
        request.Claimant.SpecialGroups.AddRange(
            [SpecialGroup.Elderly, SpecialGroup.Elderly, SpecialGroup.Unspecified, (SpecialGroup)99]);
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR")));
        Assert.Equal(
            [
                "claimant.gender", "claimant.special_groups[1]", "claimant.special_groups[2]", "claimant.special_groups[3]",
            ],
            refused.Fields());
    }

    [Fact]
    public async Task A_claimant_wants_an_answer_unless_he_says_that_he_does_not()
    {
        Assert.False((await fixture.SubmitAsync()).Snapshot.NoReplyWanted);
        Assert.True((await fixture.SubmitAsync(request => request.NoReplyWanted = true)).Snapshot.NoReplyWanted);
    }

    private static ClaimantProfile Profile => new()
    {
        Kind = ClaimantKind.Company,
        Gender = Gender.Female,
        SpecialGroups = { SpecialGroup.Disabled, SpecialGroup.Foreign },
    };

    private static void Firm(SubmitAppealRequest request)
    {
        request.Claimant.Kind = ClaimantKind.Company;
        request.Claimant.CompanyName = Company;
        request.Claimant.Gender = Gender.Female;
        request.Claimant.SpecialGroups.AddRange(Profile.SpecialGroups);
        request.Course = Company + "院内积水，马小明无法出门";
    }

    private async Task<Fact> FactAsync(Appeal appeal) =>
        (await fixture.Service.Get<FactStore<AppealState>>().FactsAsync(appeal.AppealId, 0, 10, default))[0];

    private AsyncUnaryCall<RevealClaimantResponse> RevealAsync(Appeal appeal) => fixture.Claimants.RevealClaimantAsync(
        new RevealClaimantRequest { TicketId = appeal.AppealId, Purpose = "核实情况" }, fixture.As("OPERATOR"));
}
