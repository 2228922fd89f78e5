using Google.Rpc;
using Grpc.Core;

namespace Hotline.Routing.Tests.Service;

/// <summary>What a refused call answers.</summary>
internal sealed record Refused(
    StatusCode Code,
    string Reason,
    IReadOnlyDictionary<string, string> Facts,
    IReadOnlyList<string> Fields,
    byte[] Details)
{
    public static async Task<Refused> OfAsync<T>(AsyncUnaryCall<T> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        var status = error.GetRpcStatus() ?? throw new InvalidOperationException($"No details: {error.Status}");
        var info = status.GetDetail<ErrorInfo>()!;
        var fields = status.GetDetail<BadRequest>()?.FieldViolations.Select(v => v.Field).ToList() ?? [];
        return new(error.StatusCode, info.Reason, info.Metadata, fields, error.Trailers.GetValueBytes("grpc-status-details-bin")!);
    }

    public static async Task<string> ReasonOfAsync<T>(AsyncUnaryCall<T> call) => (await OfAsync(call)).Reason;
}
