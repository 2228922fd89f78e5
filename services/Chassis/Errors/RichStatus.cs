using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Hotline.Type.V1;
using FieldViolation = Google.Rpc.BadRequest.Types.FieldViolation;

namespace Hotline.Chassis.Errors;

/// <summary>Turns a refusal into google.rpc.Status. The only place that knows the experimental Grpc.StatusProto.</summary>
public static class RichStatus
{
    /// <summary>Where google.rpc.Status travels.</summary>
    public const string Details = "grpc-status-details-bin";

    /// <summary>
    /// The most bytes that <see cref="Details"/> takes on the wire, where it is base64. Many peers and proxies end the whole
    /// connection, with every call on it, when the headers of one answer exceed 8 KB.
    /// </summary>
    public const int MostBytes = 7 * 1024;

    private const string MoreViolations = "more_violations";

    /// <summary>Tag and length of a message within another.</summary>
    private const int Frame = 6;

    /// <summary>The type names and lengths of both details, and the count of what does not fit.</summary>
    private const int Reserve = 256;

    /// <summary>The exception that gRPC sends, with one ErrorInfo and the details that the refusal calls for.</summary>
    public static RpcException Of(RefusalException refusal)
    {
        var status = new Google.Rpc.Status { Code = (int)refusal.Code, Message = refusal.Message };
        var info = Info(refusal.Reason, refusal.Facts);
        var bad = Named(refusal.Violations, Room(status, info));
        if (refusal.Violations.Count - bad.FieldViolations.Count is > 0 and var more)
        {
            var count = more.ToString(CultureInfo.InvariantCulture);
            info.Metadata[MoreViolations] = count;
            bad.FieldViolations.Add(new FieldViolation { Description = $"and {count} more" });
        }

        Add(status, info);
        if (bad.FieldViolations.Count > 0)
        {
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

    /// <summary>The violations that fit, from the first one on.</summary>
    private static BadRequest Named(IReadOnlyList<Violation> violations, int room)
    {
        var bad = new BadRequest();
        foreach (var violation in violations)
        {
            var named = new FieldViolation { Field = violation.Field, Description = violation.Description };
            room -= named.CalculateSize() + Frame;
            if (room < 0)
            {
                break;
            }

            bad.FieldViolations.Add(named);
        }

        return bad;
    }

    /// <summary>Bytes left for violations, when those that do not fit are counted as well.</summary>
    private static int Room(Google.Rpc.Status status, ErrorInfo info) =>
        (MostBytes / 4 * 3) - status.CalculateSize() - info.CalculateSize() - Reserve;

    private static void Add(Google.Rpc.Status status, IMessage detail) => status.Details.Add(Any.Pack(detail));
}
