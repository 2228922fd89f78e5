using Grpc.Core;

namespace Hotline.Tracking.Tests.Service;

[Collection(TrackingCollection.Name)]
public sealed class RevealTests(TrackingFixture given)
{
    [Fact]
    public async Task Intake_is_asked_with_both_tokens_and_its_answer_is_passed_on()
    {
        var id = await given.DispatchedTicketAsync();
        var profile = new ClaimantProfile { Kind = ClaimantKind.Company, Gender = Gender.Male, SpecialGroups = { SpecialGroup.Elderly } };
        given.Intake.Answer = () => new()
        {
            Name = "赵测试",
            ContactPhone = "010-00000000",
            AddressDetail = "3号",
            AccessRecordId = "r1",
            CompanyName = "青谷食品",
            Profile = profile,
        };

        var liaison = given.Liaison;

        var shown = await RevealAsync(id, liaison);

        Assert.Equal(("赵测试", "010-00000000", "3号", "r1"), (shown.Name, shown.ContactPhone, shown.AddressDetail, shown.AccessRecordId));
        Assert.Equal(("青谷食品", profile), (shown.CompanyName, shown.Profile));
        Assert.Equal((id, "核实诉求"), (given.Intake.LastRequest!.TicketId, given.Intake.LastRequest.Purpose));
        var person = liaison.GetValue("authorization")!["Bearer ".Length..];
        Assert.Equal(person.Split('.')[1], given.Intake.LastHeaders!.GetValue("x-hotline-person")!.Split('.')[1]);
        var own = File.ReadAllText(given.Issuer.ServiceTokenFile("tracking"));
        Assert.Equal("Bearer " + own, given.Intake.LastHeaders.GetValue("authorization"));
    }

    [Fact]
    public async Task The_head_of_a_town_may_ask_and_an_analyst_may_not()
    {
        var id = await given.DispatchedTicketAsync();
        given.Intake.Answer = () => new() { Name = "赵测试" };

        Assert.Equal("赵测试", (await RevealAsync(id, given.As("head", "TOWN_HEAD", Given.Town))).Name);
        await Refused.ByAsync(
            async () => await RevealAsync(id, given.As("a", "ANALYST", Given.Town)),
            StatusCode.PermissionDenied,
            ErrorReason.RoleMissing);
    }

    [Fact]
    public async Task Intake_keeps_the_record_of_what_Tracking_refuses_and_cannot_grant_it()
    {
        var id = await given.DispatchedTicketAsync();
        given.Intake.Answer = () => new() { Name = "赵测试" };

        foreach (var (person, reason) in new[]
        {
            (given.As("x", "UNIT_LIAISON", "110118-power"), ErrorReason.NotFound),
            (given.As("w", "FIELD_WORKER", Given.Root), ErrorReason.UnitMissing),
        })
        {
            await Assert.ThrowsAsync<RpcException>(async () => await RevealAsync(id, person));
            Assert.Equal((id, reason), (given.Intake.LastRequest!.TicketId, given.Intake.LastRequest.RefusedAs));
        }
    }

    [Fact]
    public async Task A_unit_whose_part_has_ended_is_refused_whatever_Intake_still_believes()
    {
        given.Intake.Answer = () => new() { Name = "赵测试" };
        var done = await given.ApprovedTicketAsync();

        await Refused.ByAsync(
            async () => await RevealAsync(done, given.Liaison), StatusCode.PermissionDenied, ErrorReason.UnitMissing);
        Assert.Equal(ErrorReason.UnitMissing, given.Intake.LastRequest!.RefusedAs);
    }

    [Fact]
    public async Task The_words_are_asked_for_as_the_claimant_is()
    {
        var id = await given.DispatchedTicketAsync();
        given.Intake.Words = new() { Course = "赵测试说院内积水" };
        given.Intake.Answer = () => new() { AccessRecordId = "r2" };

        var shown = await given.Tracking.RevealContentAsync(new() { TicketId = id, Purpose = "核实诉求" }, given.Liaison);

        Assert.Equal(("赵测试说院内积水", "r2"), (shown.Words.Course, shown.AccessRecordId));
        var asked = given.Intake.LastRequest!;
        Assert.Equal((id, "核实诉求", ErrorReason.Unspecified), (asked.TicketId, asked.Purpose, asked.RefusedAs));
        Assert.NotNull(given.Intake.LastHeaders!.GetValue("x-hotline-person"));

        var done = await given.ApprovedTicketAsync();
        await Refused.ByAsync(
            async () => await given.Tracking.RevealContentAsync(new() { TicketId = done, Purpose = "核实诉求" }, given.Liaison),
            StatusCode.PermissionDenied,
            ErrorReason.UnitMissing);
        asked = given.Intake.LastRequest!;
        Assert.Equal((done, ErrorReason.UnitMissing), (asked.TicketId, asked.RefusedAs));
        Assert.Equal(
            ["purpose", "ticket_id"],
            await Refused.FieldsAsync(async () => await given.Tracking.RevealContentAsync(new() { Purpose = "x" }, given.Liaison)));
    }

    [Fact]
    public async Task Intakes_refusal_reaches_the_caller_as_it_is()
    {
        var id = await given.DispatchedTicketAsync();
        given.Intake.Answer = () => throw RichStatus.Of(Refuse.Unit(Given.Town));

        var info = await Refused.ByAsync(
            async () => await RevealAsync(id, given.Liaison), StatusCode.PermissionDenied, ErrorReason.UnitMissing);

        Assert.Equal(Given.Town, info.Metadata["unit_id"]);
    }

    [Fact]
    public async Task While_Intake_is_away_the_caller_may_try_again()
    {
        var id = await given.DispatchedTicketAsync();
        given.Intake.Answer = () => throw new RpcException(new Status(StatusCode.Unavailable, "away"));

        await Refused.ByAsync(async () => await RevealAsync(id, given.Liaison), StatusCode.Unavailable, ErrorReason.Unavailable);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\u200B\u200B\u200B")]
    public async Task A_purpose_that_says_something_is_required(string purpose) => Assert.Equal(
        ["purpose", "ticket_id"],
        await Refused.FieldsAsync(async () => await given.Tracking.RevealClaimantAsync(new() { Purpose = purpose }, given.Liaison)));

    private AsyncUnaryCall<RevealClaimantResponse> RevealAsync(string id, Metadata person) =>
        given.Tracking.RevealClaimantAsync(new() { TicketId = id, Purpose = "核实诉求" }, person);
}
