using System.Globalization;
using Grpc.Core;
using Hotline.Type.V1;

namespace Hotline.Chassis.Errors;

/// <summary>Every refusal of the suite is made here, so that one reason always has one code and one form.</summary>
public static class Refuse
{
    public const string Domain = "hotline.gov";

    public static RefusalException Fields(IReadOnlyList<Violation> violations) =>
        new(StatusCode.InvalidArgument, ErrorReason.FieldViolations, "One or more fields break a documented rule.")
        {
            Violations = violations,
        };

    public static RefusalException Field(string field, string description) => Fields([new Violation(field, description)]);

    public static RefusalException RequestIdReused(string requestId) =>
        new(StatusCode.InvalidArgument, ErrorReason.RequestIdReused, "The request_id was used before with another body.")
        {
            Facts = Of(("request_id", requestId)),
        };

    public static RefusalException TokenInvalid(string field) =>
        new(StatusCode.InvalidArgument, ErrorReason.TokenInvalid, $"The {field} is malformed, forged or not meant for this query.")
        {
            Facts = Of(("field", field)),
        };

    public static RefusalException Unauthenticated(string why) =>
        new(StatusCode.Unauthenticated, ErrorReason.Unauthenticated, why);

    public static RefusalException RoleMissing(string method, IEnumerable<Role> allowed) =>
        new(StatusCode.PermissionDenied, ErrorReason.RoleMissing, "The caller's roles do not allow this method.")
        {
            Facts = Of(("method", method), ("allowed_roles", string.Join(',', allowed.Select(WireName.Of)))),
        };

    public static RefusalException ScopeMissing(string method, TokenScope scope) =>
        new(StatusCode.PermissionDenied, ErrorReason.ScopeMissing, "A machine's token needs the scope of this method.")
        {
            Facts = scope == TokenScope.Unspecified ? Of(("method", method)) : Of(("method", method), ("scope", scope.Claim())),
        };

    public static RefusalException Unit(string? unitId) =>
        new(StatusCode.PermissionDenied, ErrorReason.UnitMissing, "The caller does not act for the unit needed here.")
        {
            Facts = unitId is null ? Of() : Of(("unit_id", unitId)),
        };

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

    public static RefusalException IllegalTransition(string current, IEnumerable<string> allowed) =>
        new(StatusCode.FailedPrecondition, ErrorReason.IllegalTransition, $"The state {current} does not allow this.")
        {
            Facts = Of(("current_state", current), ("allowed_states", string.Join(',', allowed))),
            Precondition = "STATE",
        };

    public static RefusalException Guard(string guard, string message) =>
        new(StatusCode.FailedPrecondition, ErrorReason.GuardFailed, message)
        {
            Facts = Of(("guard", guard)),
            Precondition = guard,
        };

    public static RefusalException Etag(string current) =>
        new(StatusCode.Aborted, ErrorReason.EtagMismatch, "The etag is not the current one; read again, then decide.")
        {
            Facts = Of(("current_etag", current)),
        };

    public static RefusalException Contention() =>
        new(StatusCode.Aborted, ErrorReason.Contention, "Others kept changing the same ticket; retry the whole command.");

    public static RefusalException Overloaded(string message) =>
        new(StatusCode.ResourceExhausted, ErrorReason.Overloaded, message) { RetryAfter = TimeSpan.FromSeconds(5) };

    public static RefusalException Unavailable(string message) =>
        new(StatusCode.Unavailable, ErrorReason.Unavailable, message) { RetryAfter = TimeSpan.FromSeconds(1) };

    public static RefusalException CursorExpired() =>
        new(StatusCode.OutOfRange, ErrorReason.CursorExpired, "The cursor is older than the feed keeps; start anew without a cursor.");

    public static RefusalException MethodUnknown() =>
        new(StatusCode.Unimplemented, ErrorReason.MethodUnknown, "There is no such method, or not on this port.");

    public static RefusalException MessageTooLarge(int limit) =>
        new(StatusCode.ResourceExhausted, ErrorReason.MessageTooLarge, "The request is longer than a message may be.")
        {
            Facts = Of(("limit_bytes", limit.ToString(CultureInfo.InvariantCulture))),
        };

    public static RefusalException MessageMalformed() =>
        new(StatusCode.InvalidArgument, ErrorReason.MessageMalformed, "The request cannot be decoded.");

    private static Dictionary<string, string> Of(params (string Key, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
}
