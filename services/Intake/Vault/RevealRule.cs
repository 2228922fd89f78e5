using Hotline.Chassis.Access;
using Hotline.Type.V1;

namespace Hotline.Intake.Vault;

/// <summary>What decides whether somebody may see a claimant: the ticket's confidentiality, handlers and scope.</summary>
public sealed record RevealSubject(bool IsConfidential, IReadOnlyList<string> Handlers, IReadOnlyList<string> Scope);

/// <summary>
/// Who may see a claimant. Those who talk to claimants for the hotline may, in their scope. A handler may while its
/// unit handles the ticket, unless the appeal is confidential, and only through the service that knows the ticket.
/// </summary>
public static class RevealRule
{
    public static readonly Role[] HotlineRoles = [Role.Operator, Role.CallbackAgent];
    public static readonly Role[] HandlerRoles = [Role.UnitLiaison, Role.FieldWorker, Role.TownHead];

    /// <summary>Null when granted, else why not.</summary>
    public static ErrorReason? Refusal(Caller person, bool viaService, RevealSubject subject)
    {
        var forHotline = HotlineRoles.Any(person.Has);
        if (forHotline && person.Units.Any(subject.Scope.Contains))
        {
            return null;
        }

        if (viaService && HandlerRoles.Any(person.Has))
        {
            var handles = person.Units.Any(subject.Handlers.Contains);
            return handles && !subject.IsConfidential ? null : ErrorReason.UnitMissing;
        }

        // Out of scope and unknown are told apart by nobody.
        return forHotline ? ErrorReason.NotFound : ErrorReason.RoleMissing;
    }

    /// <summary>The role that counts in the access record.</summary>
    public static Actor ActorOf(Caller person) => person.As([.. HotlineRoles, .. HandlerRoles]);
}
