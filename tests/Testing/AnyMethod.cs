using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1;

namespace Hotline.Testing;

/// <summary>
/// Every method of the contract by its descriptor, and a call of any of them: a test that walks them all meets new ones too.
/// </summary>
public static class AnyMethod
{
    private static readonly Assembly[] Contracts =
        [typeof(Hotline.Type.V1.Actor).Assembly, typeof(HealthReflection).Assembly, typeof(ReflectionReflection).Assembly];

    /// <summary>
    /// All methods of the services in these packages, for instance hotline.intake.v1, by their full names; without packages those of the
    /// whole contract, without health and reflection.
    /// </summary>
    public static IReadOnlyDictionary<string, MethodDescriptor> In(params string[] packages) => Contracts
        .SelectMany(assembly => assembly.GetTypes())
        .Select(type => type.GetProperty("Descriptor", typeof(ServiceDescriptor))?.GetValue(null))
        .OfType<ServiceDescriptor>()
        .Where(service => packages.Length == 0
            ? service.File.Package.StartsWith("hotline.", StringComparison.Ordinal)
            : packages.Contains(service.File.Package))
        .SelectMany(service => service.Methods)
        .ToDictionary(method => method.FullName);

    /// <summary>Calls a method that answers once.</summary>
    public static async Task<Answer> CallAsync(CallInvoker invoker, MethodDescriptor method, IMessage request, Metadata headers)
    {
        var input = Marshallers.Create<IMessage>(message => message.ToByteArray(), method.InputType.Parser.ParseFrom);
        var output = Marshallers.Create<IMessage>(message => message.ToByteArray(), method.OutputType.Parser.ParseFrom);
        var call = new Method<IMessage, IMessage>(MethodType.Unary, method.Service.FullName, method.Name, input, output);
        try
        {
            var answer = await invoker.AsyncUnaryCall(call, null, new CallOptions(headers), request);
            return new(StatusCode.OK, "", answer.ToString()!);
        }
        catch (RpcException error)
        {
            var status = error.GetRpcStatus();
            return new(error.StatusCode, status?.GetDetail<ErrorInfo>()?.Reason ?? "", $"{error.Status.Detail}|{status}");
        }
    }
}

/// <summary>What a caller gets to see of a call.</summary>
/// <param name="Code">OK, or why not.</param>
/// <param name="Reason">ErrorInfo.reason of a refusal.</param>
/// <param name="Text">The message, or the refusal with all its details.</param>
public sealed record Answer(StatusCode Code, string Reason, string Text);
