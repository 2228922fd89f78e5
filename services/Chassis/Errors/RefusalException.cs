using Grpc.Core;
using Hotline.Type.V1;

namespace Hotline.Chassis.Errors;

/// <summary>One rule that a field breaks.</summary>
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

    public StatusCode Code { get; }

    public ErrorReason Reason { get; }

    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>Set for refusals of state: what the precondition is about.</summary>
    public string? Precondition { get; init; }

    /// <summary>Set for NOT_FOUND: the kind of resource, never its name.</summary>
    public string? ResourceType { get; init; }

    /// <summary>Set when trying again makes sense.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
