using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Hotline.Type.V1;

namespace Hotline.Chassis.Errors;

/// <summary>Turns a refusal into google.rpc.Status. The only place that knows the experimental Grpc.StatusProto.</summary>
public static class RichStatus
{
    /// <summary>Where google.rpc.Status travels.</summary>
    public const string Details = "grpc-status-details-bin";

    /// <summary>The exception that gRPC sends, with one ErrorInfo and the details that the refusal calls for.</summary>
    public static RpcException Of(RefusalException refusal)
    {
        var status = new Google.Rpc.Status { Code = (int)refusal.Code, Message = refusal.Message };
        Add(status, Info(refusal.Reason, refusal.Facts));
        if (refusal.Violations.Count > 0)
        {
            var bad = new BadRequest();
            bad.FieldViolations.AddRange(refusal.Violations.Select(v =>
                new BadRequest.Types.FieldViolation { Field = v.Field, Description = v.Description }));
            Add(status, bad);
        }

        if (refusal.Precondition is { } type)
        {
            var violation = new PreconditionFailure.Types.Violation { Type = type, Description = refusal.Message };
            Add(status, new PreconditionFailure { Violations = { violation } });
        }

        if (refusal.ResourceType is { } resource)
        {
            Add(status, new ResourceInfo { ResourceType = resource });
        }

        if (refusal.RetryAfter is { } delay)
        {
            Add(status, new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) });
        }

        return status.ToRpcException();
    }

    /// <summary>A defect: the caller learns an id to quote and nothing of its cause.</summary>
    /// <param name="incidentId">The id under which the error is logged.</param>
    public static RpcException Incident(string incidentId) => Plain(
        StatusCode.Internal,
        ErrorReason.Internal,
        "A defect. Quote the incident id to the operator.",
        new Dictionary<string, string> { ["incident_id"] = incidentId });

    /// <summary>The deadline passed before the work was done; the write of a command may still have gone in.</summary>
    public static RpcException DeadlineExceeded() => Plain(
        StatusCode.DeadlineExceeded,
        ErrorReason.DeadlineExceeded,
        "The deadline passed before the work was done; repeat with the same request_id.",
        new Dictionary<string, string>());

    private static RpcException Plain(StatusCode code, ErrorReason reason, string message, IReadOnlyDictionary<string, string> facts)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        Add(status, Info(reason, facts));
        return status.ToRpcException();
    }

    private static ErrorInfo Info(ErrorReason reason, IReadOnlyDictionary<string, string> facts)
    {
        var info = new ErrorInfo { Domain = Refuse.Domain, Reason = WireName.Of(reason) };
        foreach (var (key, value) in facts)
        {
            info.Metadata[key] = value;
        }

        return info;
    }

    private static void Add(Google.Rpc.Status status, IMessage detail) => status.Details.Add(Any.Pack(detail));
}
