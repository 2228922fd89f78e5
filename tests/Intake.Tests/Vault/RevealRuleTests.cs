using Hotline.Chassis.Access;
using Hotline.Type.V1;

namespace Hotline.Intake.Tests.Vault;

public sealed class RevealRuleTests
{
    private const string District = "110118";
    private const string Town = "110118100";
    private const string Village = "110118100205";
    private static readonly RevealSubject Open = new(IsConfidential: false, [Village], [Village, Town], [Town, District]);
    private static readonly RevealSubject Confidential = Open with { IsConfidential = true };

    [Theory]
    [InlineData(Role.UnitLiaison, Village)]
    [InlineData(Role.FieldWorker, Village)]
    [InlineData(Role.UnitLiaison, Town)]
    [InlineData(Role.TownHead, Town)]
    public void A_current_handler_may_see_through_the_service(Role role, string unit) =>
        Assert.Null(RevealRule.Refusal(Person(role, unit), viaService: true, Open));

    [Fact]
    public void A_handler_never_sees_a_confidential_claimant() =>
        Assert.Equal(ErrorReason.UnitMissing, RevealRule.Refusal(Person(Role.UnitLiaison, Town), viaService: true, Confidential));

    [Theory]
    [InlineData(Role.UnitLiaison, "110118101")]
    [InlineData(Role.UnitLiaison, District)]
    [InlineData(Role.TownHead, "110118101")]
    [InlineData(Role.TownHead, District)]
    [InlineData(Role.FieldWorker, Town)]
    [InlineData(Role.FieldWorker, District)]
    public void A_unit_that_does_not_handle_it_now_may_not(Role role, string unit) =>
        Assert.Equal(ErrorReason.UnitMissing, RevealRule.Refusal(Person(role, unit), viaService: true, Open));

    [Theory]
    [InlineData(Role.UnitLiaison, Town)]
    [InlineData(Role.FieldWorker, Village)]
    [InlineData(Role.Operator, District)]
    public void The_record_names_the_unit_for_which_the_person_looked(Role role, string unit)
    {
        var person = Person(role, "110118101") with { Units = ["110118101", unit] };
        Assert.Equal((role, unit), (RevealRule.ActorOf(person, Open).Role, RevealRule.ActorOf(person, Open).UnitId));
    }

    [Fact]
    public void A_handler_may_not_come_directly() =>
        Assert.Equal(ErrorReason.RoleMissing, RevealRule.Refusal(Person(Role.UnitLiaison, Town), viaService: false, Open));

    [Theory]
    [InlineData(Role.Operator, true)]
    [InlineData(Role.CallbackAgent, false)]
    public void The_hotline_may_see_in_its_scope_confidential_or_not(Role role, bool viaService) =>
        Assert.Null(RevealRule.Refusal(Person(role, District), viaService, Confidential));

    [Fact]
    public void The_hotline_of_another_town_is_told_nothing() =>
        Assert.Equal(ErrorReason.NotFound, RevealRule.Refusal(Person(Role.Operator, "110118101"), viaService: false, Open));

    [Theory]
    [InlineData(Role.Operator, false, Town)]
    [InlineData(Role.CallbackAgent, true, District, Village)]
    [InlineData(Role.UnitLiaison, true, Town)]
    [InlineData(Role.FieldWorker, true, Village)]
    [InlineData(Role.TownHead, true, Town)]
    public void The_accused_may_not_whatever_else_he_acts_for(Role role, bool viaService, params string[] units)
    {
        var person = Person(role, units[0]) with { Units = units };
        var complaint = Open with { Accused = [Town, Village] };
        Assert.Equal(ErrorReason.UnitMissing, RevealRule.Refusal(person, viaService, complaint));
        Assert.Equal(ErrorReason.NotFound, RevealRule.Refusal(person, viaService, complaint with { HiddenFrom = [Town, Village] }));
        Assert.Equal(ErrorReason.NotFound, RevealRule.Refusal(person, viaService, null));
        Assert.Equal(role, RevealRule.ActorOf(person, null).Role);
    }

    [Theory]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Dispatcher)]
    [InlineData(Role.Admin)]
    public void No_other_role_may(Role role) =>
        Assert.Equal(ErrorReason.RoleMissing, RevealRule.Refusal(Person(role, District), viaService: true, Open));

    private static Caller Person(Role role, string unit) => new("p1", "某人", [role], [unit], null);
}
