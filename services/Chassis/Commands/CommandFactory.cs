using Google.Protobuf;
using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Time;
using Hotline.Type.V1;

namespace Hotline.Chassis.Commands;

/// <summary>Makes the command of a gRPC request: who, under which request_id, with which etag, in which scope.</summary>
public sealed class CommandFactory(RequestHash hash, BusinessClock clock)
{
    /// <summary>The request message has the fields request_id and, perhaps, etag, as every command of the suite.</summary>
    public Command From(ServerCallContext context, IMessage request, params ReadOnlySpan<Role> roles)
    {
        var caller = context.Caller();
        var key = Command.KeyOf(caller.Subject, Field(request, "request_id") ?? "");
        return new Command(key, hash.Of(request), caller.As(roles), clock.UtcNow)
        {
            Etag = Field(request, "etag"),
            Scope = Scope.Of(caller),
        };
    }

    private static string? Field(IMessage request, string name) =>
        request.Descriptor.FindFieldByName(name)?.Accessor.GetValue(request) as string;
}
