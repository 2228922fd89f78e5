using Google.Protobuf;
using Grpc.Health.V1;
using Hotline.Events.V1;
using Hotline.Intake.V1;
using Hotline.Operations.V1;
using Hotline.Routing.V1;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Testing;

/// <summary>
/// A valid request about one ticket for every method that the three processes serve: a command would change the ticket, a list would
/// show it.
/// </summary>
public static class Questions
{
    private const string Town = "110118100";
    private const string Village = "110118100205";
    private const string Purpose = "核实情况";

    private static readonly string[] Everywhere =
        ["hotline.operations.v1", "grpc.health.v1", "grpc.reflection.v1", "grpc.reflection.v1alpha"];

    /// <summary>What answers many times; tests of their own walk these.</summary>
    private static readonly string[] Streams =
    [
        "hotline.tracking.v1.TrackingService.WatchTickets",
        "grpc.health.v1.Health.Watch",
        "grpc.reflection.v1.ServerReflection.ServerReflectionInfo",
        "grpc.reflection.v1alpha.ServerReflection.ServerReflectionInfo",
    ];

    private static readonly Dictionary<string, Func<string, string, IMessage>> Asked = new(StringComparer.Ordinal)
    {
        ["hotline.intake.v1.IntakeService.SubmitAppeal"] = (_, _) => Appeal(),
        ["hotline.intake.v1.IntakeService.GetAppeal"] = (id, _) => new GetAppealRequest { AppealId = id },
        ["hotline.intake.v1.IntakeService.ListAppeals"] = (_, _) => new ListAppealsRequest { PageSize = 200 },
        ["hotline.intake.v1.IntakeService.ListTransferredReports"] = (_, _) => new ListTransferredReportsRequest { PageSize = 200 },
        ["hotline.intake.v1.IntakeService.ListCategories"] = (_, _) => new ListCategoriesRequest(),
        ["hotline.intake.v1.IntakeService.ListUrgencyClasses"] = (_, _) => new ListUrgencyClassesRequest(),
        ["hotline.intake.v1.ClaimantService.RevealClaimant"] = (id, _) =>
            new Intake.V1.RevealClaimantRequest { TicketId = id, Purpose = Purpose },
        ["hotline.intake.v1.ClaimantService.RevealContent"] = (id, _) =>
            new Intake.V1.RevealContentRequest { TicketId = id, Purpose = Purpose },
        ["hotline.intake.v1.ClaimantService.ListAccessRecords"] = (id, _) => new ListAccessRecordsRequest { TicketId = id },
        ["hotline.routing.v1.DirectoryService.GetUnit"] = (_, _) => new GetUnitRequest { UnitId = Town },
        ["hotline.routing.v1.DirectoryService.ListUnits"] = (_, _) => new ListUnitsRequest(),
        ["hotline.routing.v1.DirectoryService.ResolvePlace"] = (_, _) => new ResolvePlaceRequest { Name = "李各庄村" },
        ["hotline.routing.v1.CatalogueService.ListEntries"] = (_, _) => new ListEntriesRequest(),
        ["hotline.routing.v1.RoutingService.SuggestDispatch"] = (_, _) => new SuggestDispatchRequest
        {
            CategoryId = "water.supply-drainage.drainage",
        },
        ["hotline.routing.v1.RoutingService.DispatchTicket"] = (id, _) => new DispatchTicketRequest
        {
            RequestId = NewId(),
            TicketId = id,
            LeadUnitId = "110118101",
            Reason = "属地办理，请尽快处置",
        },
        ["hotline.routing.v1.RoutingService.SubDispatch"] = (id, _) => new SubDispatchRequest
        {
            RequestId = NewId(),
            TicketId = id,
            ParentAssignmentId = "a1",
            UnitIds = { Village },
            Reason = "请现场核实",
        },
        ["hotline.routing.v1.RoutingService.ListDispatchQueue"] = (_, _) => new ListDispatchQueueRequest { PageSize = 200 },
        ["hotline.routing.v1.RoutingService.GetDispatchHistory"] = (id, _) => new GetDispatchHistoryRequest { TicketId = id },
        ["hotline.tracking.v1.TrackingService.GetTicket"] = (id, _) => new GetTicketRequest { TicketId = id },
        ["hotline.tracking.v1.TrackingService.ListTickets"] = (_, _) => new ListTicketsRequest { PageSize = 200 },
        ["hotline.tracking.v1.TrackingService.ListChanges"] = (_, cursor) => new ListChangesRequest { Cursor = cursor, PageSize = 500 },
        ["hotline.tracking.v1.TrackingService.GetTimeline"] = (id, _) => new GetTimelineRequest { TicketId = id },
        ["hotline.tracking.v1.TrackingService.VerifyTimeline"] = (id, _) => new VerifyTimelineRequest { TicketId = id },
        ["hotline.tracking.v1.TrackingService.SignTicket"] = (id, _) => new SignTicketRequest
        {
            RequestId = NewId(),
            TicketId = id,
            AssignmentId = "a1",
        },
        ["hotline.tracking.v1.TrackingService.RecordContact"] = (id, _) => new RecordContactRequest
        {
            RequestId = NewId(),
            TicketId = id,
            AssignmentId = "a1",
            Channel = ContactChannel.Phone,
            Result = ContactResult.Reached,
            Note = "已核实",
        },
        ["hotline.tracking.v1.TrackingService.WaiveContact"] = (id, _) => new WaiveContactRequest
        {
            RequestId = NewId(),
            TicketId = id,
            AssignmentId = "a1",
            Reason = ContactWaiverReason.Anonymous,
        },
        ["hotline.tracking.v1.TrackingService.StartHandling"] = (id, _) => new StartHandlingRequest
        {
            RequestId = NewId(),
            TicketId = id,
            AssignmentId = "a1",
        },
        ["hotline.tracking.v1.TrackingService.SubmitFeedback"] = (id, _) => new SubmitFeedbackRequest
        {
            RequestId = NewId(),
            TicketId = id,
            AssignmentId = "a1",
            Result = "已疏通",
            ClaimsSolved = true,
            Evidence = "照片",
        },
        ["hotline.tracking.v1.TrackingService.ReviewFeedback"] = (id, _) => new ReviewFeedbackRequest
        {
            RequestId = NewId(),
            TicketId = id,
            Decision = ReviewDecision.Approved,
        },
        ["hotline.tracking.v1.TrackingService.RevealClaimant"] = (id, _) =>
            new Tracking.V1.RevealClaimantRequest { TicketId = id, Purpose = Purpose },
        ["hotline.tracking.v1.TrackingService.RevealContent"] = (id, _) =>
            new Tracking.V1.RevealContentRequest { TicketId = id, Purpose = Purpose },
        ["hotline.tracking.v1.CallbackService.ListCallbacks"] = (_, _) => new ListCallbacksRequest
        {
            PageSize = 200,
            IncludeClaimed = true,
        },
        ["hotline.tracking.v1.CallbackService.ClaimCallback"] = (id, _) => new ClaimCallbackRequest { RequestId = NewId(), TicketId = id },
        ["hotline.tracking.v1.CallbackService.RecordCallback"] = (id, _) => new RecordCallbackRequest
        {
            RequestId = NewId(),
            TicketId = id,
            Channel = CallbackChannel.Phone,
            Result = ContactResult.NoAnswer,
        },
        ["hotline.operations.v1.OperationsService.GetStatus"] = (_, _) => new GetStatusRequest(),
        ["hotline.operations.v1.OperationsService.GetSeen"] = (id, _) => new GetSeenRequest { Source = Source.Intake, TicketIds = { id } },
        ["hotline.operations.v1.OperationsService.ListUnconfirmed"] = (_, _) => new ListUnconfirmedRequest { PageSize = 200 },
        ["hotline.operations.v1.OperationsService.Republish"] = (id, _) => new RepublishRequest { TicketId = id },
        ["hotline.operations.v1.OperationsService.Reconcile"] = (_, _) => new ReconcileRequest { PageSize = 500 },
        ["hotline.operations.v1.ClockService.GetTime"] = (_, _) => new GetTimeRequest(),
        ["hotline.operations.v1.ClockService.Advance"] = (_, _) => new AdvanceRequest(),
        ["grpc.health.v1.Health.Check"] = (id, _) => new HealthCheckRequest { Service = id },
    };

    /// <summary>
    /// Methods of a service's own packages, and of those that every service has, that are asked nowhere: a new one needs its question
    /// here, or as a stream a test of its own.
    /// </summary>
    public static IReadOnlyList<string> Missing(params string[] packages) =>
        [.. AnyMethod.In([.. packages, .. Everywhere]).Keys.Except(Asked.Keys).Except(Streams)];

    /// <summary>Whether a package is one of these or of those that every service has.</summary>
    public static bool Covers(string package, params string[] packages) => packages.Contains(package) || Everywhere.Contains(package);

    /// <summary>The methods of these packages that answer once, and of those that every service has.</summary>
    public static IEnumerable<Google.Protobuf.Reflection.MethodDescriptor> MethodsOf(params string[] packages) =>
        AnyMethod.In([.. packages, .. Everywhere]).Where(method => Asked.ContainsKey(method.Key)).Select(method => method.Value);

    /// <summary>A request about a ticket.</summary>
    /// <param name="method">The full name of the method.</param>
    /// <param name="ticket">Its id or number.</param>
    /// <param name="cursor">Where its changes are read from.</param>
    public static IMessage Of(string method, string ticket, string cursor) => Asked[method](ticket, cursor);

    private static SubmitAppealRequest Appeal() => new()
    {
        RequestId = NewId(),
        Claimant = new Claimant { Name = "马小明", CallerPhone = "13800000000", Kind = ClaimantKind.Person },
        Channel = Channel.Phone,
        AppealType = AppealType.Help,
        CategoryId = "water.supply-drainage.drainage",
        Urgency = "NORMAL",
        Title = "李各庄村排水不畅",
        OccurredWhen = "昨晚八点",
        Place = new Place { VillageId = Village },
        Cause = "连日降雨",
        Course = "院内积水，无法出门",
        Demand = "尽快疏通",
    };

    private static string NewId() => Guid.NewGuid().ToString("N");
}
