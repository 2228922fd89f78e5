using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Messaging;
using Hotline.Chassis.Tests.Facts;
using Hotline.Events.V1;
using Hotline.Type.V1;

namespace Hotline.Chassis.Tests.Messaging;

/// <summary>Events as Intake publishes them.</summary>
internal static class Given
{
    public static string NewTicket() => TicketId.From("test", Guid.NewGuid().ToString("N"));

    public static AppealAccepted Accepted(string ticket) => new()
    {
        Header = new EventHeader
        {
            EventId = $"{ticket}|intake|1|0",
            TicketId = ticket,
            Source = Source.Intake,
            SourceVersion = 1,
            OccurredAt = Timestamp.FromDateTime(DateTime.UnixEpoch),
            Actor = Toy.Command("r1").Actor,
        },
        Appeal = new AppealSnapshot { AffectedHouseholds = 1 },
    };

    public static TracedEvent Traced(AppealAccepted accepted) =>
        new(new OutboxEvent(accepted.Header.EventId, AppealAccepted.Descriptor.FullName, ProtoJson.Format(accepted)), null);
}
