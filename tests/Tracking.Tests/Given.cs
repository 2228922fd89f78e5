using System.Globalization;
using Hotline.Chassis.Reference;
using Hotline.Tracking.Deadlines;

namespace Hotline.Tracking.Tests;

/// <summary>Tickets of both scenarios of the domain, and the people who work on them.</summary>
public static class Given
{
    public const string Root = "110118";
    public const string Town = "110118100";
    public const string Village = "110118100205";
    public const string Office = "110118100-epidemic";

    public static readonly ClocksFile File = ClocksFile.Read(AppContext.BaseDirectory);
    public static readonly ClockTable Clocks = File.ToTable();
    public static readonly CallbackPolicy Policy = File.ToPolicy();

    public static readonly ActorRecord Liaison = new() { Subject = "liaison", Role = Role.UnitLiaison, UnitId = Town };
    public static readonly ActorRecord Worker = new() { Subject = "worker", Role = Role.FieldWorker, UnitId = Village };
    public static readonly ActorRecord Auditor = new() { Subject = "auditor", Role = Role.ReplyAuditor, UnitId = Root };
    public static readonly ActorRecord Agent = new() { Subject = "agent", Role = Role.CallbackAgent, UnitId = Root };
    public static readonly ActorRecord OtherAgent = new() { Subject = "other-agent", Role = Role.CallbackAgent, UnitId = Root };

    public static readonly ActorRecord TownAgent = new() { Subject = "town-agent", Role = Role.CallbackAgent, UnitId = Town };
    public static readonly ActorRecord Operator = new() { Subject = "operator", Role = Role.Operator, UnitId = Root };

    public static readonly ActorRecord Routing = new() { Subject = "system:routing", Role = Role.Service };

    public static readonly Answers Solved = new()
    {
        Channel = CallbackChannel.Phone,
        Result = ContactResult.Reached,
        Contacted = V1.Contacted.Yes,
        Solved = V1.Solved.Yes,
        Satisfaction = Satisfaction.Satisfied,
    };

    public static readonly Answers Unsolved = Solved with { Solved = V1.Solved.No, Satisfaction = Satisfaction.Unsatisfied };

    public static readonly Answers NoAnswer = new() { Channel = CallbackChannel.Phone, Result = ContactResult.NoAnswer };

    public static readonly Answers CallLater = new() { Channel = CallbackChannel.Phone, Result = ContactResult.CallLater };

    /// <summary>An instant in Beijing time, "2022-09-28 10:00" or with seconds.</summary>
    public static DateTime Beijing(string text) =>
        DateTimeOffset.Parse(text + " +08:00", CultureInfo.InvariantCulture).UtcDateTime;

    public static AppealRecord Appeal(string urgency = "NORMAL", string acceptedAt = "2022-09-28 10:00") => new()
    {
        TicketNumber = "MY220928000001",
        AcceptedAt = Beijing(acceptedAt),
        Channel = Channel.Phone,
        AppealType = AppealType.Help,
        CategoryId = "water.supply-drainage.drainage",
        CategoryPath = ["水务", "供排水", "排水"],
        Urgency = urgency,
        Title = "村内排水不畅",
        Content = "雨后积水",
        Place = new() { TownId = Town, VillageId = Village, TownName = "密云镇", VillageName = "李各庄村" },
    };

    public static RoutedRecord Lead(string dispatchedAt = "2022-09-28 10:05", string id = "a1") => new()
    {
        AssignmentId = id,
        UnitId = Town,
        UnitName = "密云镇",
        Scope = [Town, Root],
        Role = AssignmentRole.Lead,
        DispatchedAt = Beijing(dispatchedAt),
        Reason = "属地",
        IsMandatory = true,
    };

    public static RoutedRecord Sub(string dispatchedAt = "2022-09-28 10:40", string id = "a2", bool mandatory = true) => new()
    {
        AssignmentId = id,
        UnitId = Village,
        UnitName = "李各庄村",
        Scope = [Village, Town, Root],
        Role = AssignmentRole.SubHandler,
        DispatchedAt = Beijing(dispatchedAt),
        ParentAssignmentId = "a1",
        IsMandatory = mandatory,
    };

    public static RoutedRecord CoHandler(string id = "a3", bool mandatory = false) => new()
    {
        AssignmentId = id,
        UnitId = "110118-water",
        UnitName = "区水务局",
        Scope = ["110118-water", Root],
        Role = AssignmentRole.CoHandler,
        DispatchedAt = Beijing("2022-09-28 10:05"),
        IsMandatory = mandatory,
    };

    public static TicketRecord Opened(AppealRecord? appeal = null) => OpenRule.Open(null, appeal ?? Appeal(), Root, Clocks).Ticket;

    public static TicketRecord Dispatched(AppealRecord? appeal = null, params RoutedRecord[] routed) =>
        Opened(appeal).Dispatch(routed.Length == 0 ? [Lead()] : routed);

    public static TicketRecord Dispatch(this TicketRecord ticket, params RoutedRecord[] routed) =>
        DispatchRule.Dispatch(ticket, routed, routed[^1].DispatchedAt, Routing, Clocks).Ticket;

    public static TicketRecord Sign(this TicketRecord ticket, string at, string part = "a1", ActorRecord? by = null) =>
        SignRule.Sign(ticket, part, by ?? Liaison, Beijing(at)).Ticket;

    public static TicketRecord Contact(
        this TicketRecord ticket,
        string at,
        string part = "a1",
        ContactResult result = ContactResult.Reached,
        ActorRecord? by = null,
        string? took = null)
    {
        var report = new ContactReport(ContactChannel.Phone, result, "已核实", took is null ? null : Beijing(took));
        return ContactRule.Contact(ticket, part, report, by ?? Liaison, Beijing(at)).Ticket;
    }

    public static TicketRecord Waive(this TicketRecord ticket, string at, ContactWaiverReason reason, string part = "a1") =>
        WaiverRule.Waive(ticket, part, reason, "", Liaison, Beijing(at), Policy).Ticket;

    public static TicketRecord Start(this TicketRecord ticket, string at, string part = "a1", ActorRecord? by = null) =>
        StartRule.Start(ticket, part, by ?? Liaison, Beijing(at)).Ticket;

    public static TicketRecord FeedBack(
        this TicketRecord ticket,
        string at,
        string part = "a1",
        ActorRecord? by = null,
        bool solved = true,
        string evidence = "照片") =>
        FeedbackRule.Submit(ticket, part, new("已疏通", solved, evidence), by ?? Liaison, Beijing(at), Clocks).Ticket;

    public static TicketRecord Approve(this TicketRecord ticket, string at, ActorRecord? by = null) =>
        ReviewRule.Review(ticket, ReviewDecision.Approved, RejectionReason.Unspecified, "", by ?? Auditor, Beijing(at), Policy).Ticket;

    public static TicketRecord Reject(this TicketRecord ticket, string at) =>
        ReviewRule.Review(ticket, ReviewDecision.Rejected, RejectionReason.Incomplete, "请补充", Auditor, Beijing(at), Policy).Ticket;

    public static TicketRecord CallBack(this TicketRecord ticket, string at, Answers answers, ActorRecord? by = null) =>
        RecordRule.Record(ticket, answers, "", by ?? Agent, Beijing(at), Policy).Ticket;

    public static TicketRecord Fire(this TicketRecord ticket, string at) => FireRule.Fire(ticket, Beijing(at), Policy)?.Ticket ?? ticket;

    /// <summary>A ticket that its lead handles.</summary>
    public static TicketRecord Handling(AppealRecord? appeal = null, params RoutedRecord[] routed) =>
        Dispatched(appeal, routed).Sign("2022-09-28 10:08").Contact("2022-09-28 10:25").Start("2022-09-28 10:30");

    /// <summary>A ticket whose lead's result waits for review.</summary>
    public static TicketRecord Replied(AppealRecord? appeal = null) => Handling(appeal).FeedBack("2022-09-30 15:00");

    public static DeadlineRecord Deadline(this TicketRecord ticket, DeadlineKind kind, string? part = null) =>
        ticket.Deadlines.Last(d => d.Kind == kind && d.PartId == part);
}
