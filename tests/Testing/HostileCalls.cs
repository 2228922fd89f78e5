using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Hotline.Chassis.Errors;
using Hotline.Type.V1;

namespace Hotline.Testing;

/// <summary>Sends hostile requests to every method of a service, on one connection, and judges the answers.</summary>
public sealed class HostileCalls(CallInvoker connection, IEnumerable<MethodDescriptor> methods, TestIssuer issuer)
{
    private const int MostBytes = 8 * 1024;

    private static readonly string[] EveryRole =
        [.. System.Enum.GetValues<Role>().Where(role => role is not (Role.Unspecified or Role.Service)).Select(WireName.Of)];

    /// <summary>The units for which the caller acts.</summary>
    public string[] Units { get; init; } = ["110118"];

    /// <summary>What is wrong with the answers to requests that hold one element too many.</summary>
    public async Task<IReadOnlyList<string>> TooManyAsync()
    {
        var faults = new List<string>();
        foreach (var method in methods)
        {
            foreach (var way in ContractRequests.RepeatedOf(method.InputType))
            {
                var refusal = await CallAsync(method, ContractRequests.With(method.InputType, way, RequestLimits.MostOf(way[^1]) + 1));
                var fields = refusal?.GetRpcStatus()?.GetDetail<BadRequest>()?.FieldViolations.Select(violation => violation.Field);
                if (fields?.SequenceEqual([ContractRequests.NameOf(way)]) != true)
                {
                    var answer = refusal?.Status.ToString() ?? "OK";
                    faults.Add($"{method.FullName} answers {answer} to too many {ContractRequests.NameOf(way)}.");
                }
            }
        }

        return faults;
    }

    /// <summary>What is wrong with the answers to requests that break every rule at once.</summary>
    public async Task<IReadOnlyList<string>> EverythingWrongAsync()
    {
        var faults = new List<string>();
        foreach (var method in methods)
        {
            var refusal = await CallAsync(method, ContractRequests.Hostile(method.InputType));
            var details = refusal?.Trailers.GetValueBytes(RichStatus.Details);
            if (refusal is not null && (details is null || refusal.StatusCode is StatusCode.Internal or StatusCode.Unknown))
            {
                faults.Add($"{method.FullName} answers {refusal.Status}.");
            }
            else if (Convert.ToBase64String(details ?? []).Length > MostBytes)
            {
                faults.Add($"{method.FullName} answers {details!.Length} bytes of details.");
            }
        }

        return faults;
    }

    private async Task<RpcException?> CallAsync(MethodDescriptor method, IMessage request)
    {
        var sent = Marshallers.Create<IMessage>(message => message.ToByteArray(), _ => throw new NotSupportedException());
        var got = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);
        var type = method.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary;
        var raw = new Method<IMessage, byte[]>(type, method.Service.FullName, method.Name, sent, got);
        var headers = ServiceUnderTest.Bearer(issuer.Token("hostile", EveryRole, Units));
        var options = new CallOptions(headers, DateTime.UtcNow.AddSeconds(20));
        try
        {
            if (method.IsServerStreaming)
            {
                using var stream = connection.AsyncServerStreamingCall(raw, null, options, request);
                await stream.ResponseStream.MoveNext();
            }
            else
            {
                await connection.AsyncUnaryCall(raw, null, options, request);
            }

            return null;
        }
        catch (RpcException refusal)
        {
            return refusal;
        }
    }
}
