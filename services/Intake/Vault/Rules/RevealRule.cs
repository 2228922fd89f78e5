using Hotline.Chassis.Access;
using Hotline.Type.V1;

namespace Hotline.Intake.Vault.Rules;

/// <summary>
/// What decides whether a caller may see a claimant: the ticket's confidentiality, handlers
/// with those above them below the root, and scope.
/// </summary>
/// <param name="IsConfidential">The claimant asked that no handler learns who he is.</param>
/// <param name="Handlers">The units that handle the ticket now.</param>
/// <param name="AboveHandlers">Units above them, without the root.</param>
/// <param name="Scope">The units that may see the appeal.</param>
public sealed record RevealSubject(
    bool IsConfidential, IReadOnlyList<string> Handlers, IReadOnlyList<string> AboveHandlers, IReadOnlyList<string> Scope)
{
    /// <summary>The unit complained about and all below it: none of them learns who complained.</summary>
    public IReadOnlyList<string> Accused { get; init; } = [];

    /// <summary>Units that know nothing of the appeal: of a report the accused.</summary>
    public IReadOnlyList<string> HiddenFrom { get; init; } = [];
}

/// <summary>
/// Who may see a claimant. Those who talk to claimants for the hotline may, in their scope. A handler may while its
/// unit handles the ticket, unless the appeal is confidential, and only through the service that knows the ticket:
/// a field worker in exactly that unit, who answers for a unit also when it handles through one below, as in Tracking.
/// A person who acts for the accused or below it may not, whatever else that person acts for.
/// </summary>
public static class RevealRule
{
    /// <summary>Those who talk to claimants for the hotline.</summary>
    public static readonly Role[] HotlineRoles = [Role.Operator, Role.CallbackAgent];

    /// <summary>Those who handle tickets, and may see a claimant through Tracking only.</summary>
    public static readonly Role[] HandlerRoles = [Role.UnitLiaison, Role.FieldWorker, Role.TownHead];
    private static readonly Role[] AnswersForUnits = [Role.UnitLiaison, Role.TownHead];

    /// <summary>Null when granted, else why not.</summary>
    /// <param name="person">Who wants to see the claimant.</param>
    /// <param name="viaService">Another service of the suite asks for the person.</param>
    /// <param name="subject">Null when there is no such appeal, which no caller can tell from one out of scope.</param>
    public static ErrorReason? Refusal(Caller person, bool viaService, RevealSubject? subject)
    {
        var (forHotline, handles) = (HotlineRoles.Any(person.Has), viaService && HandlerRoles.Any(person.Has));
        if (!forHotline && !handles)
        {
            return ErrorReason.RoleMissing;
        }

        if (subject is null || person.Units.Any(subject.HiddenFrom.Contains))
        {
            return ErrorReason.NotFound;
        }

        var isAccused = person.Units.Any(subject.Accused.Contains);
        if (forHotline && person.Units.Any(subject.Scope.Contains))
        {
            return isAccused ? ErrorReason.UnitMissing : null;
        }

        return !handles ? ErrorReason.NotFound
            : UnitOf(person, subject) is not null && !subject.IsConfidential && !isAccused ? null
            : ErrorReason.UnitMissing;
    }

    /// <summary>The role and the unit that count in the access record.</summary>
    public static Actor ActorOf(Caller person, RevealSubject? subject)
    {
        var actor = person.As([.. HotlineRoles, .. HandlerRoles]);
        if (subject is null)
        {
            return actor;
        }

        var unit = HotlineRoles.Contains(actor.Role) ? person.Units.FirstOrDefault(subject.Scope.Contains) : UnitOf(person, subject);
        actor.UnitId = unit ?? actor.UnitId;
        return actor;
    }

    /// <summary>The unit for which this person handles the ticket, null when there is none.</summary>
    private static string? UnitOf(Caller person, RevealSubject subject) =>
        person.Units.FirstOrDefault(subject.Handlers.Contains)
            ?? (AnswersForUnits.Any(person.Has) ? person.Units.FirstOrDefault(subject.AboveHandlers.Contains) : null);
}
