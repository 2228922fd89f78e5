using Hotline.Chassis.Commands;
using Hotline.Events.V1;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Testing;
using Hotline.Tracking.V1;
using Hotline.Type.V1;
using static Hotline.Routing.Tests.Dispatch.Records;
using static Hotline.Routing.Tests.Shipped;

namespace Hotline.Routing.Tests.Dispatch;

/// <summary>Routing's facts are those of the catalogue (timeline.proto), with the details that it names.</summary>
public sealed class FactCatalogueTests
{
    [Fact]
    public void What_the_rules_write_is_what_the_catalogue_says() =>
        Assert.Empty(CatalogueCheck.Differences(
            Source.Routing, All().SelectMany(decision => decision.Facts).Select(fact => (fact.Type, fact.Details))));

    [Fact]
    public void A_detail_that_the_catalogue_does_not_name_is_not_written()
    {
        var note = Detail.Text(DetailKey.Note, "他说不急");
        Assert.Throws<ArgumentException>(() => FactDraft.Of(FactType.DispatchDecided, [note]));
        Assert.Throws<ArgumentException>(() => FactDraft.Of(FactType.DispatchDecided, [Detail.Id(DetailKey.UnitId, MiyunTown)]));
    }

    /// <summary>Every kind of decision: by rule, queued, for the level above, by a person, passed down, closed.</summary>
    private static IEnumerable<Decision<DispatchRecord>> All()
    {
        yield return AutoDispatch.Open(null, Appeal("water.supply-drainage.drainage"), At(1, Rules), Reference)!;
        yield return AutoDispatch.Open(null, Appeal("epidemic.health-code", DaTangZhuang), At(1, Rules), Reference)!;
        var against = Appeal("water.supply-drainage.drainage", accused: Center) with { AppealType = AppealType.Report };
        yield return AutoDispatch.Open(null, against, At(1, Rules), Reference)!;
        yield return ManualDispatch.Apply(Queued(), new(MiyunTown, ["110118-health"], "按属地派单"), At(2), Reference);
        var order = new SubDispatchOrder("a1", [LiGeZhuang], "就近办理", IsMandatory: true);
        yield return SubDispatch.Apply(Dispatched(), order, _ => true, HandlingProgress.None, At(2), Reference);
        yield return CloseDispatch.Close(Queued(), "", Center, Accepted.AddDays(1))!;
    }
}
