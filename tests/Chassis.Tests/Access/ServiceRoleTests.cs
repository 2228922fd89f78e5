using Hotline.Chassis.Access;
using Hotline.Chassis.Errors;
using Hotline.Type.V1;

namespace Hotline.Chassis.Tests.Access;

/// <summary>SERVICE is a role that stands alone.</summary>
public sealed class ServiceRoleTests
{
    [Fact]
    public void A_service_sees_every_row() => Assert.True(Scope.Of(Of(["u"], Role.Service)).IsAll);

    [Theory]
    [InlineData(Role.Operator, Role.Service)]
    [InlineData(Role.Service, Role.Operator)]
    [InlineData(Role.Service, Role.Partner)]
    public void Service_beside_another_role_widens_nothing(Role first, Role second)
    {
        var caller = Of(["u"], first, second);
        Assert.Equal(["u"], Scope.Of(caller).Units);
        Assert.False(caller.Has(Role.Service));
        Assert.Equal(ErrorReason.UnitMissing, Assert.Throws<RefusalException>(() => Scope.Of(Of([], first, second))).Reason);
    }

    private static Caller Of(string[] units, params Role[] roles) => new("p", "p", roles, units, null);
}
