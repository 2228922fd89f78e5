using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Time;
using Hotline.Type.V1;

namespace Hotline.Intake.Appeals;

/// <summary>The order of a higher level between the contract and the record.</summary>
public static class UpstreamMap
{
    /// <summary>As it is stored: instants in milliseconds.</summary>
    public static UpstreamRecord ToRecord(this UpstreamOrder order) => new(
        order.System,
        order.Number,
        InMilliseconds(order.DispatchedAt)!.Value,
        InMilliseconds(order.SignDueAt),
        InMilliseconds(order.ResponseDueAt),
        InMilliseconds(order.CompletionDueAt));

    public static UpstreamOrder ToProto(this UpstreamRecord order) => new()
    {
        System = order.System,
        Number = order.Number,
        DispatchedAt = ToProto(order.DispatchedAt),
        SignDueAt = ToProto(order.SignDueAt),
        ResponseDueAt = ToProto(order.ResponseDueAt),
        CompletionDueAt = ToProto(order.CompletionDueAt),
    };

    private static DateTime? InMilliseconds(Timestamp? said) => said is null ? null : BusinessClock.InMilliseconds(said.ToDateTime());

    private static Timestamp? ToProto(DateTime? at) => at is { } instant ? Timestamp.FromDateTime(instant) : null;
}
