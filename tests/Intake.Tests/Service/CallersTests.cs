using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Tests.Service;

/// <summary>Who calls how often, from whose number, about what: each appeal is a ticket of its own, whole and as it was said.</summary>
[Collection(IntakeCollection.Name)]
public sealed class CallersTests(IntakeFixture fixture)
{
    [Fact]
    public async Task Two_matters_of_one_caller_and_one_matter_of_two_in_a_family_are_tickets_of_their_own()
    {
        var drains = await SubmitAsync("马小明", "13800000000", "李各庄排水不畅");
        var lamps = await SubmitAsync("马小明", "13800000000", "李各庄路灯不亮");
        var wife = await SubmitAsync("林小红", "13900000001", "李各庄排水不畅");

        Appeal[] all = [drains, lamps, wife];
        Assert.Equal(3, all.Select(appeal => appeal.Snapshot.TicketNumber).Distinct().Count());
        Assert.Equal(["李各庄排水不畅", "李各庄路灯不亮", "李各庄排水不畅"], all.Select(appeal => appeal.Snapshot.Title));
        Assert.Equal(["138****0000", "138****0000", "139****0001"], all.Select(appeal => appeal.Claimant.Phone));
    }

    [Fact]
    public async Task Forty_calls_of_one_person_in_a_day_are_forty_tickets()
    {
        var all = await Task.WhenAll(Enumerable.Range(1, 40).Select(n => SubmitAsync("马小明", "13800000000", $"第{n}次来电")));
        Assert.Equal(40, all.Select(appeal => appeal.Snapshot.TicketNumber).Distinct().Count());
        Assert.Equal(40, all.Select(appeal => appeal.AppealId).Distinct().Count());
    }

    [Fact]
    public async Task A_caller_whose_number_is_hidden_may_leave_another()
    {
        var appeal = await fixture.SubmitAsync(request =>
            (request.Claimant.CallerPhone, request.Claimant.ContactPhone) = ("", "010-69040012转801"));
        Assert.False(appeal.Snapshot.IsAnonymous);
        Assert.Equal("010-69040012转801", (await RevealAsync(appeal)).ContactPhone);

        var request = IntakeFixture.Request();
        request.Claimant.CallerPhone = "号码隐藏";
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR")));
        Assert.Equal(["claimant.caller_phone"], refused.Fields());
    }

    [Fact]
    public async Task A_branch_of_a_company_appeals_in_its_own_name_with_a_foreign_number()
    {
        const string Branch = "青禾食品有限公司密云分公司";
        var appeal = await fixture.SubmitAsync(request => request.Claimant = new Claimant
        {
            Name = "苗青禾",
            CallerPhone = "+1 (212) 555-0100",
            Kind = ClaimantKind.Company,
            CompanyName = Branch,
        });
        Assert.Equal(ClaimantKind.Company, appeal.Snapshot.ClaimantProfile.Kind);
        Assert.False(appeal.Snapshot.IsAnonymous);
        Assert.Equal("+1 (212) 555-0100", (await RevealAsync(appeal)).ContactPhone);

        var request = IntakeFixture.Request();
        request.Claimant.Kind = ClaimantKind.Company;
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR")));
        Assert.Equal(["claimant.company_name"], refused.Fields());
    }

    // Hotline judges no words: who took the call chooses the class, and a person reads what was said.
    [Theory]
    [InlineData("他说再不修就跳楼")]
    [InlineData("我不是要跳楼，只是想问问")]
    [InlineData("邻居喊“要出人命了”，我只是转述")]
    public async Task A_threat_quoted_or_denied_is_kept_word_for_word_and_dispatched_as_the_operator_says(string said)
    {
        var appeal = await fixture.SubmitAsync(request => (request.Course, request.Urgency) = (said, "EMERGENCY"));
        Assert.Contains($"经过：{said}", appeal.Snapshot.Content, StringComparison.Ordinal);
        Assert.Equal("EMERGENCY", appeal.Snapshot.Urgency);
    }

    private Task<Appeal> SubmitAsync(string name, string phone, string title) => fixture.SubmitAsync(request =>
    {
        (request.Claimant.Name, request.Claimant.CallerPhone) = (name, phone);
        request.Title = title;
    });

    private async Task<RevealClaimantResponse> RevealAsync(Appeal appeal) => await fixture.Claimants.RevealClaimantAsync(
        new RevealClaimantRequest { TicketId = appeal.AppealId, Purpose = "核实情况" }, fixture.As("OPERATOR"));
}
