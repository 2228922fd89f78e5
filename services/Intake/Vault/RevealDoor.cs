using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Privacy;
using Hotline.Chassis.Time;
using Hotline.Intake.Places;
using Hotline.Intake.Progress;
using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Vault;

/// <summary>What a person wants to see of a ticket's sealed data.</summary>
/// <param name="Part">What.</param>
/// <param name="TicketId">The ticket's id or number.</param>
/// <param name="Purpose">Why, in the person's words.</param>
/// <param name="RefusedAs">Why the service that asks has refused already; unspecified when it has not.</param>
public sealed record RevealQuestion(RevealedPart Part, string TicketId, string Purpose, ErrorReason RefusedAs);

/// <summary>What may be opened now.</summary>
/// <param name="Ticket">The ticket's id.</param>
/// <param name="Appeal">The appeal, sealed data and all.</param>
/// <param name="AccessRecordId">The record of this look.</param>
public sealed record Admission(string Ticket, AppealState Appeal, string AccessRecordId)
{
    /// <summary>Its sealed data.</summary>
    public SealedClaimant Sealed => Appeal.Vault!;
}

/// <summary>Decides who may look into the vault. It writes the access record of each look and each refusal before it answers.</summary>
public sealed class RevealDoor(
    FactStore<AppealState> appeals,
    ProgressStore progress,
    UnitDirectoryCache units,
    AccessLog log,
    TokenValidator tokens,
    BusinessClock clock)
{
    /// <summary>Admits the person who asks, or the person for whom a service of the suite asks.</summary>
    /// <exception cref="RefusalException">
    /// UNAUTHENTICATED, ROLE_MISSING, NOT_FOUND or UNIT_MISSING: the rule of revealing says why.
    /// </exception>
    public async Task<Admission> AdmitAsync(RevealQuestion question, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var caller = context.Caller();
        var viaService = caller.Has(Role.Service);
        var person = viaService ? await PersonAsync(context) : caller;
        // The same work for a ticket that does not exist: the time of an answer tells no more than its bytes.
        var found = await appeals.FindAsync(question.TicketId, Scope.All, cancel);
        var ticket = found?.Id ?? question.TicketId;
        var news = await progress.FindAsync(ticket, cancel);
        var subject = found is null ? null : Subject(found.State, news?.Handlers ?? []);
        var refusal = viaService && question.RefusedAs is not ErrorReason.Unspecified
            ? question.RefusedAs
            : RevealRule.Refusal(person, viaService, subject);
        var entry = new AccessEntry
        {
            Id = Guid.CreateVersion7().ToString("N"),
            Ticket = ticket,
            Part = question.Part,
            Actor = FactActor.Of(RevealRule.ActorOf(person, subject)),
            At = clock.UtcNow,
            Purpose = Masker.Mask(question.Purpose),
            Granted = refusal is null,
            Refusal = refusal,
            Via = viaService ? caller.Service ?? caller.Subject : null,
        };
        await log.AddAsync(entry, cancel);
        return refusal switch
        {
            null => new Admission(ticket, found!.State, entry.Id),
            ErrorReason.NotFound => throw Refuse.NotFound(appeals.Options.ResourceType),
            ErrorReason.UnitMissing => throw Refuse.Unit(null),
            _ => throw Refuse.RoleMissing(context.Method, [.. RevealRule.HotlineRoles, .. RevealRule.HandlerRoles]),
        };
    }

    private RevealSubject Subject(AppealState state, IReadOnlyList<string> handlers)
    {
        var tree = units.Now;
        // The root stands above every unit: to handle nothing there must not mean to see all.
        var above = handlers.SelectMany(tree.ScopeOf).Where(unit => unit != tree.Root.Id).Distinct();
        return new(state.IsConfidential, handlers, [.. above], state.Scope)
        {
            Accused = state.AccusedUnits,
            HiddenFrom = state.HiddenFrom,
        };
    }

    /// <summary>The person a service asks for, judged like any caller.</summary>
    private Task<Caller> PersonAsync(ServerCallContext context)
    {
        var token = context.RequestHeaders.GetValue(ServiceCredentials.PersonHeader)
            ?? throw Refuse.Unauthenticated("The token of the person who asks is required.");
        var bearer = token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? token : "Bearer " + token;
        return tokens.ValidateAsync(bearer, context.CancellationToken);
    }
}
