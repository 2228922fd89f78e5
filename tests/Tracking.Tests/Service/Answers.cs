using Google.Rpc;
using Grpc.Core;

namespace Hotline.Tracking.Tests.Service;

/// <summary>What a refusal must carry to its caller.</summary>
public static class Refused
{
    public static async Task<ErrorInfo> ByAsync(Func<Task> call, StatusCode code, ErrorReason reason)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(code, error.StatusCode);
        var info = error.GetRpcStatus()!.GetDetail<ErrorInfo>();
        Assert.Equal(ProtoNames.Of(reason).Replace("ERROR_REASON_", "", StringComparison.Ordinal), info.Reason);
        return info;
    }

    /// <summary>The whole refusal as it travels, to compare two of them byte by byte.</summary>
    public static async Task<byte[]> BytesAsync(Func<Task> call) =>
        (await Assert.ThrowsAsync<RpcException>(call)).Trailers.GetValueBytes("grpc-status-details-bin")!;

    public static async Task<string[]> FieldsAsync(Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        return [.. error.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations.Select(v => v.Field).Order(StringComparer.Ordinal)];
    }
}
