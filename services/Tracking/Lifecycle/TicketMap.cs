using Google.Protobuf.WellKnownTypes;

namespace Hotline.Tracking.Lifecycle;

/// <summary>The ticket as the contract shows it, made from the record alone.</summary>
public static class TicketMap
{
    /// <summary>As events carry it: without content and lamps.</summary>
    public static Ticket ToProto(this TicketRecord ticket, string id, long version)
    {
        var proto = Whole(ticket, id, version);
        foreach (var part in proto.Assignments)
        {
            part.IsOverdue = proto.Deadlines.Any(d => IsResultOf(part, d) && d.BreachedAt is not null);
        }

        return proto;
    }

    /// <summary>As a reader sees it now, with its lamps.</summary>
    public static Ticket ToProto(this TicketRecord ticket, string id, long version, DateTime now)
    {
        var proto = ticket.ToProto(id, version);
        proto.Light(now);
        return proto;
    }

    /// <summary>Sets the lamps as of an instant.</summary>
    public static void Light(this Ticket ticket, DateTime now)
    {
        foreach (var deadline in ticket.Deadlines)
        {
            deadline.Lamp = ToRecord(deadline).At(now);
        }

        foreach (var part in ticket.Assignments)
        {
            part.IsOverdue |= ticket.Deadlines.Any(d => IsResultOf(part, d) && d.Lamp == Lamp.Red);
        }
    }

    private static bool IsResultOf(Assignment part, Deadline deadline) =>
        deadline.Kind == DeadlineKind.Feedback && deadline.AssignmentId == part.Routed.AssignmentId;

    private static Ticket Whole(TicketRecord ticket, string id, long version) => new()
    {
        TicketId = id,
        TicketNumber = ticket.TicketNumber ?? "",
        State = ticket.State,
        Etag = Etags.Of(ticket),
        Appeal = ticket.Appeal?.ToProto(),
        Assignments = { ticket.Assignments.Select(a => a.ToProto()) },
        Deadlines = { ticket.Deadlines.Select(ToProto) },
        CallbackTask = ticket.CallbackTask is { } task ? ToProto(task) : null,
        Callbacks = { ticket.Callbacks.Select(ToProto) },
        QueueUnitId = ticket.Queue?.UnitId ?? "",
        QueueReason = ticket.Queue?.Reason ?? "",
        ClosedAt = ticket.ClosedAt.ToProto(),
        CloseReason = ticket.CloseReason,
        FirstReceiverUnitId = ticket.FirstReceiverUnitId ?? "",
        ReworkSeq = ticket.ReworkSeq,
        MasterTicketNumber = ticket.MasterTicketNumber ?? "",
        Version = version,
    };

    private static DeadlineRecord ToRecord(Deadline deadline) => new()
    {
        Kind = deadline.Kind,
        PartId = deadline.AssignmentId.Length > 0 ? deadline.AssignmentId : null,
        StartsAt = deadline.StartsAt.ToDateTime(),
        DueAt = deadline.DueAt.ToDateTime(),
        YellowAt = deadline.YellowAt.ToDateTime(),
        RedAt = deadline.RedAt.ToDateTime(),
        MetAt = deadline.MetAt?.ToDateTime(),
        BreachedAt = deadline.BreachedAt?.ToDateTime(),
        EndedAt = deadline.EndedAt?.ToDateTime(),
    };

    private static Deadline ToProto(DeadlineRecord deadline) => new()
    {
        Kind = deadline.Kind,
        AssignmentId = deadline.PartId ?? "",
        StartsAt = Timestamp.FromDateTime(deadline.StartsAt),
        Limit = Duration.FromTimeSpan(deadline.DueAt - deadline.StartsAt),
        DueAt = Timestamp.FromDateTime(deadline.DueAt),
        YellowAt = Timestamp.FromDateTime(deadline.YellowAt),
        RedAt = Timestamp.FromDateTime(deadline.RedAt),
        MetAt = deadline.MetAt.ToProto(),
        BreachedAt = (deadline.HasPassedUnmet ? deadline.DueAt : deadline.BreachedAt).ToProto(),
        EndedAt = deadline.EndedAt.ToProto(),
        // No limit counts working time yet.
        TimeUnit = TimeUnit.Natural,
    };

    private static CallbackTask ToProto(CallbackTaskRecord task) => new()
    {
        Cause = task.Cause,
        DueSince = Timestamp.FromDateTime(task.DueSince),
        ClaimedBy = task.ClaimedBy ?? "",
        ClaimedUntil = task.ClaimedUntil.ToProto(),
        Attempts = task.Attempts,
        NotBefore = task.NotBefore.ToProto(),
    };

    private static CallbackRecord ToProto(CallRecord call) => new()
    {
        Attempt = call.Attempt,
        CalledAt = Timestamp.FromDateTime(call.CalledAt),
        Channel = call.Answers.Channel,
        CallId = call.Answers.CallId,
        RecordingId = call.Answers.RecordingId,
        Result = call.Answers.Result,
        Level = call.Level,
        IsSameLevel = call.IsSameLevel,
        Contacted = call.Answers.Contacted,
        Solved = call.Answers.Solved,
        Satisfaction = call.Answers.Satisfaction,
        AcceptedAsIs = call.Answers.AcceptedAsIs,
        IsValid = call.IsValid,
        Opinion = call.Opinion,
        Actor = call.Actor.ToProto(),
        TicketState = call.TicketState,
        ContradictsContactRecord = call.ContradictsContactRecord,
    };
}
