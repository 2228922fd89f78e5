namespace Hotline.Tracking.Callbacks.Rules;

/// <summary>Which level calls back, docs/domain/callback.md: a unit never settles the matter that it handles itself.</summary>
public static class CallbackLevels
{
    /// <summary>The root is the district's centre; whatever stands below it checks itself.</summary>
    public static CallbackLevel Of(TicketRecord ticket, ActorRecord agent) =>
        agent.UnitId == ticket.RootUnitId ? CallbackLevel.District : CallbackLevel.Town;

    /// <summary>Whether the root itself leads, so that no level above the lead reviews or calls back.</summary>
    public static bool IsSameLevel(TicketRecord ticket) => ticket.Lead?.Routed.UnitId == ticket.RootUnitId;

    /// <summary>Whether answers given to this level count.</summary>
    public static bool Counts(this CallbackLevel level) => level is CallbackLevel.City or CallbackLevel.District;
}
