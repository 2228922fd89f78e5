using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Tests.Facts;
using Hotline.Events.V1;

namespace Hotline.Chassis.Tests.Messaging;

public sealed class PeerVersionsTests(ToyPair pair) : IClassFixture<ToyPair>
{
    [Fact]
    public async Task A_source_tells_its_own_version_of_a_ticket_and_nothing_of_one_that_it_does_not_know()
    {
        var (id, store) = (Given.NewTicket(), pair.Intake.Get<FactStore<Toy>>());
        await store.CreateAsync(id, Toy.Command("r1"), Toy.Decision(new Toy { Count = 1 }), default);
        await store.ChangeAsync(id, Toy.Command("r2"), (toy, _) => Toy.Decision(toy with { Count = 2 }), default);

        var peers = pair.Routing.Get<IPeerVersions>();

        Assert.Equal(
            new Dictionary<string, long> { [id] = 2 }, await peers.VersionsOfAsync(Source.Intake, [id, Given.NewTicket()], default));
    }
}
