using Hotline.Chassis.Errors;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Type.V1;
using static Hotline.Routing.Tests.Shipped;

namespace Hotline.Routing.Tests.Dispatch;

/// <summary>Records to try commands on.</summary>
internal static class Records
{
    public static readonly DateTime Accepted = new(2022, 9, 28, 2, 0, 0, DateTimeKind.Utc);
    public static readonly ActorRecord Rules = new("system:rules", Role.Service, "");
    public static readonly ActorRecord Person = new("dispatcher-1", Role.Dispatcher, Center);

    public static DispatchRecord Appeal(string category, string village = LiGeZhuang, string accused = "") => new()
    {
        TicketNumber = "MY220928000001",
        Urgency = "NORMAL",
        CategoryId = category,
        Place = new() { VillageId = village },
        AccusedUnitId = accused,
        AcceptedAt = Accepted,
        DispatchDueAt = Accepted.AddHours(24),
    };

    /// <summary>Scenario A: with its town, as a1.</summary>
    public static DispatchRecord Dispatched() => Opened(Appeal("water.supply-drainage.drainage"));

    /// <summary>Scenario B: waits at the centre.</summary>
    public static DispatchRecord Queued(string accused = "") => Opened(Appeal("epidemic.health-code", DaTangZhuang, accused));

    public static DispatchRecord Opened(DispatchRecord appeal) => AutoDispatch.Open(null, appeal, At(1, Rules), Reference)!.State;

    public static DecisionContext At(long version, ActorRecord? actor = null) =>
        new(actor ?? Person, Accepted.AddMinutes(version), version);

    public static string GuardOf(Action command)
    {
        var refusal = Assert.Throws<RefusalException>(command);
        Assert.Equal(ErrorReason.GuardFailed, refusal.Reason);
        return refusal.Facts["guard"];
    }
}
