using Grpc.Core;
using Hotline.Type.V1;

namespace Hotline.Chassis.Errors;

/// <summary>One rule that a field breaks.</summary>
/// <param name="Field">The field by its name in the proto, as in place.village_id.</param>
/// <param name="Description">What the rule is, without the value.</param>
public sealed record Violation(string Field, string Description);

/// <summary>A refusal with its documented reason; nothing was changed. Made only by <see cref="Refuse"/>.</summary>
public sealed class RefusalException : Exception
{
    internal RefusalException(StatusCode code, ErrorReason reason, string message)
        : base(message)
    {
        Code = code;
        Reason = reason;
    }

    /// <summary>The status code of the answer.</summary>
    public StatusCode Code { get; }

    /// <summary>The one documented reason.</summary>
    public ErrorReason Reason { get; }

    /// <summary>The metadata of ErrorInfo: everything that varies in the message, under documented keys.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>Every broken rule of FIELD_VIOLATIONS; empty for other reasons.</summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>Set for refusals of state: what the precondition is about.</summary>
    public string? Precondition { get; init; }

    /// <summary>Set for NOT_FOUND: the kind of resource, never its name.</summary>
    public string? ResourceType { get; init; }

    /// <summary>Set when trying again makes sense.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
