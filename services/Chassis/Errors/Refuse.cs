using System.Globalization;
using Grpc.Core;
using Hotline.Type.V1;

namespace Hotline.Chassis.Errors;

/// <summary>Every refusal of the suite is made here, so that one reason always has one code and one form.</summary>
public static class Refuse
{
    /// <summary>ErrorInfo.domain of every refusal.</summary>
    public const string Domain = "hotline.gov";

    /// <summary>FIELD_VIOLATIONS, with all violations at once.</summary>
    public static RefusalException Fields(IReadOnlyList<Violation> violations) =>
        new(StatusCode.InvalidArgument, ErrorReason.FieldViolations, "One or more fields break a documented rule.")
        {
            Violations = violations,
        };

    /// <summary>FIELD_VIOLATIONS with one violation.</summary>
    public static RefusalException Field(string field, string description) => Fields([new Violation(field, description)]);

    /// <summary>The request_id was used before with another method or body.</summary>
    public static RefusalException RequestIdReused(string requestId) =>
        new(StatusCode.InvalidArgument, ErrorReason.RequestIdReused, "The request_id was used before with another body.")
        {
            Facts = Of(("request_id", requestId)),
        };

    /// <summary>Another appeal has the order of the higher level.</summary>
    /// <param name="appealId">That appeal; null when the caller may not see it.</param>
    /// <param name="ticketNumber">Its number for people; null likewise.</param>
    public static RefusalException UpstreamOrderTaken(string? appealId, string? ticketNumber) =>
        new(StatusCode.AlreadyExists, ErrorReason.UpstreamOrderTaken, "This order of the higher level was accepted before.")
        {
            Facts = appealId is null || ticketNumber is null ? Of() : Of(("appeal_id", appealId), ("ticket_number", ticketNumber)),
        };

    /// <summary>A page token, cursor or consistency token is malformed, forged or of another query.</summary>
    /// <param name="field">The field of the request that holds it.</param>
    public static RefusalException TokenInvalid(string field) =>
        new(StatusCode.InvalidArgument, ErrorReason.TokenInvalid, $"The {field} is malformed, forged or not meant for this query.")
        {
            Facts = Of(("field", field)),
        };

    /// <summary>No token, or one that is not valid.</summary>
    /// <param name="why">A sentence for the caller; it must not repeat the token.</param>
    public static RefusalException Unauthenticated(string why) =>
        new(StatusCode.Unauthenticated, ErrorReason.Unauthenticated, why);

    /// <summary>No role of the caller admits the method.</summary>
    /// <param name="method">The full name of the method.</param>
    /// <param name="allowed">The roles that do; empty for a method without a row.</param>
    public static RefusalException RoleMissing(string method, IEnumerable<Role> allowed) =>
        new(StatusCode.PermissionDenied, ErrorReason.RoleMissing, "The caller's roles do not allow this method.")
        {
            Facts = Of(("method", method), ("allowed_roles", string.Join(',', allowed.Select(WireName.Of)))),
        };

    /// <summary>A machine holds the role and lacks the scope.</summary>
    /// <param name="method">The full name of the method.</param>
    /// <param name="scope">The scope it lacks; unspecified where no machine may call.</param>
    public static RefusalException ScopeMissing(string method, TokenScope scope) =>
        new(StatusCode.PermissionDenied, ErrorReason.ScopeMissing, "A machine's token needs the scope of this method.")
        {
            Facts = scope == TokenScope.Unspecified ? Of(("method", method)) : Of(("method", method), ("scope", scope.Claim())),
        };

    /// <summary>UNIT_MISSING: the caller acts for another unit than the one needed.</summary>
    /// <param name="unitId">The unit needed; null when the token names no unit, or naming it would reveal something.</param>
    public static RefusalException Unit(string? unitId) =>
        new(StatusCode.PermissionDenied, ErrorReason.UnitMissing, "The caller does not act for the unit needed here.")
        {
            Facts = unitId is null ? Of() : Of(("unit_id", unitId)),
        };

    /// <summary>UNIT_MISSING: the caller acts for a unit, and the method tells of the tickets of all.</summary>
    public static RefusalException ActsForUnit() =>
        new(StatusCode.PermissionDenied, ErrorReason.UnitMissing, "Only an administrator whose token names no unit may do this.");

    /// <summary>The caller has done another of the three duties for this ticket.</summary>
    /// <param name="duty">The duty refused: handle, review or callback.</param>
    public static RefusalException SeparationOfDuty(string duty) =>
        new(
            StatusCode.PermissionDenied,
            ErrorReason.SeparationOfDuty,
            "The same person may not do two of handling, reviewing and calling back for one ticket.")
        {
            Facts = Of(("duty", duty)),
        };

    /// <summary>The same bytes for unknown and for out of scope, so that nothing can be probed.</summary>
    public static RefusalException NotFound(string resourceType) =>
        new(StatusCode.NotFound, ErrorReason.NotFound, $"No such {resourceType} in the caller's scope.") { ResourceType = resourceType };

    /// <summary>The state machine has no such transition.</summary>
    /// <param name="current">The state at hand, by its name on the wire.</param>
    /// <param name="allowed">The states from which the transition exists.</param>
    public static RefusalException IllegalTransition(string current, IEnumerable<string> allowed) =>
        new(StatusCode.FailedPrecondition, ErrorReason.IllegalTransition, $"The state {current} does not allow this.")
        {
            Facts = Of(("current_state", current), ("allowed_states", string.Join(',', allowed))),
            Precondition = "STATE",
        };

    /// <summary>The transition exists and its guard does not hold.</summary>
    /// <param name="guard">The guard by its documented name.</param>
    /// <param name="message">A sentence for the caller.</param>
    public static RefusalException Guard(string guard, string message) =>
        new(StatusCode.FailedPrecondition, ErrorReason.GuardFailed, message)
        {
            Facts = Of(("guard", guard)),
            Precondition = guard,
        };

    /// <summary>The etag is not the current one.</summary>
    /// <param name="current">The current one.</param>
    public static RefusalException Etag(string current) =>
        new(StatusCode.Aborted, ErrorReason.EtagMismatch, "The etag is not the current one; read again, then decide.")
        {
            Facts = Of(("current_etag", current)),
        };

    /// <summary>Every try met a newer version.</summary>
    public static RefusalException Contention() =>
        new(StatusCode.Aborted, ErrorReason.Contention, "Others kept changing the same ticket; retry the whole command.");

    /// <summary>Too much waits to be published, or a reader fell too far behind; try again after five seconds.</summary>
    public static RefusalException Overloaded(string message) =>
        new(StatusCode.ResourceExhausted, ErrorReason.Overloaded, message) { RetryAfter = TimeSpan.FromSeconds(5) };

    /// <summary>The store or a peer cannot be reached, or the awaited version is not here yet; try again after a second.</summary>
    public static RefusalException Unavailable(string message) =>
        new(StatusCode.Unavailable, ErrorReason.Unavailable, message) { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>The cursor is older than the retention of the feed.</summary>
    public static RefusalException CursorExpired() =>
        new(StatusCode.OutOfRange, ErrorReason.CursorExpired, "The cursor is older than the feed keeps; start anew without a cursor.");

    /// <summary>No such method, or not on this port.</summary>
    public static RefusalException MethodUnknown() =>
        new(StatusCode.Unimplemented, ErrorReason.MethodUnknown, "There is no such method, or not on this port.");

    /// <summary>The request is longer than a message may be.</summary>
    /// <param name="limit">The limit in bytes.</param>
    public static RefusalException MessageTooLarge(int limit) =>
        new(StatusCode.ResourceExhausted, ErrorReason.MessageTooLarge, "The request is longer than a message may be.")
        {
            Facts = Of(("limit_bytes", limit.ToString(CultureInfo.InvariantCulture))),
        };

    /// <summary>The request cannot be decoded.</summary>
    public static RefusalException MessageMalformed() =>
        new(StatusCode.InvalidArgument, ErrorReason.MessageMalformed, "The request cannot be decoded.");

    private static Dictionary<string, string> Of(params (string Key, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
}
