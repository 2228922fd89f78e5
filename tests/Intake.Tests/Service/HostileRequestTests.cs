using Hotline.Testing;

namespace Hotline.Intake.Tests.Service;

/// <summary>No request takes the caller's connection, or the service, down with it.</summary>
[Collection(IntakeCollection.Name)]
public sealed class HostileRequestTests(IntakeFixture fixture)
{
    private HostileCalls Calls => new(fixture.Service.Public, AnyMethod.In("hotline.intake.v1").Values, fixture.Issuer);

    [Fact]
    public async Task One_element_too_many_is_refused_by_name() => Assert.Empty(await Calls.TooManyAsync());

    [Fact]
    public async Task A_request_with_everything_wrong_gets_a_small_answer() => Assert.Empty(await Calls.EverythingWrongAsync());
}
