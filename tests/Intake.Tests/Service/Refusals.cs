using Google.Rpc;
using Grpc.Core;

namespace Hotline.Intake.Tests.Service;

/// <summary>What a refusal says.</summary>
public static class Refusals
{
    public static string Reason(this RpcException refusal) => refusal.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason;

    public static IReadOnlyList<string> Fields(this RpcException refusal) =>
        [.. refusal.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field)];

    /// <summary>Everything the caller gets to see of it.</summary>
    public static string Bytes(this RpcException refusal) => $"{refusal.StatusCode}|{refusal.Status.Detail}|{refusal.GetRpcStatus()}";
}
