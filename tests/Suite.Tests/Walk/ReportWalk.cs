using Grpc.Core;
using Grpc.Net.Client;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Store;
using Hotline.Cli.Suite;
using Hotline.Cli.Tokens;
using Hotline.Intake.V1;
using Hotline.Routing.V1;
using Hotline.Suite.Tests.Kill;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Suite.Tests.Walk;

/// <summary>The three services as people of all units call them, and a report against a town that another unit handles.</summary>
internal sealed class ReportWalk : IDisposable
{
    public const string Root = "110118";
    public const string Town = "110118100";
    public const string Village = "110118100205";

    private const string Water = "110118-water";
    private const string Operator = "walk-operator";
    private const uint Partitions = 16;

    private readonly SuiteUnderTest _suite;
    private readonly List<GrpcChannel> _channels = [];

    public ReportWalk(SuiteUnderTest suite)
    {
        _suite = suite;
        Doors = ServiceKind.All.ToDictionary(
            kind => kind.Name,
            kind => (Public: Invoker(suite.Host.Service(kind).Public), Internal: Invoker(suite.Host.Service(kind).Internal)));
    }

    /// <summary>Public and internal port, by the name of the service.</summary>
    public IReadOnlyDictionary<string, (CallInvoker Public, CallInvoker Internal)> Doors { get; }

    public TrackingService.TrackingServiceClient Tracking => new(Doors["tracking"].Public);

    private IntakeService.IntakeServiceClient Intake => new(Doors["intake"].Public);

    private RoutingService.RoutingServiceClient Routing => new(Doors["routing"].Public);

    /// <summary>The headers of a person, by the role's name in the contract.</summary>
    public Metadata As(string role, params string[] units) => Person("walk-" + role, role, units);

    /// <summary>
    /// A report against the town, placed in it: dispatched to a department, handled, reviewed; its call-back is due. Intake and Routing
    /// know of it.
    /// </summary>
    public async Task<(string Id, string Number)> ReportAsync()
    {
        var appeal = await Intake.SubmitAppealAsync(Appeal("report", AppealType.Report, Town), Person(Operator, "OPERATOR", Root));
        var id = appeal.AppealId;
        await UntilAsync(id, TicketState.PendingDispatch);
        await Routing.DispatchTicketAsync(
            new() { RequestId = "d", TicketId = id, LeadUnitId = Water, Reason = "区水务局核实" }, As("DISPATCHER", Root));
        await UntilAsync(id, TicketState.Dispatched);
        var liaison = As("UNIT_LIAISON", Water);
        await Tracking.SignTicketAsync(new() { RequestId = "s", TicketId = id, AssignmentId = "a1" }, liaison);
        await Tracking.WaiveContactAsync(
            new() { RequestId = "w", TicketId = id, AssignmentId = "a1", Reason = ContactWaiverReason.Confidential }, liaison);
        await Tracking.StartHandlingAsync(new() { RequestId = "h", TicketId = id, AssignmentId = "a1" }, liaison);
        await Tracking.SubmitFeedbackAsync(
            new() { RequestId = "f", TicketId = id, AssignmentId = "a1", Result = "已核实", ClaimsSolved = true, Evidence = "照片" }, liaison);
        await Tracking.ReviewFeedbackAsync(
            new() { RequestId = "r", TicketId = id, Decision = ReviewDecision.Approved }, As("REPLY_AUDITOR", Root));
        await _suite.UntilAsync(
            async () => (await Intake.GetAppealAsync(new() { AppealId = id }, Person(Operator, "OPERATOR", Root))).Progress
                is { State: TicketState.PendingCallback },
            "Intake shows how far the report is");
        return (id, appeal.Snapshot.TicketNumber);
    }

    /// <summary>
    /// A ticket that town and village see, whose changes stand behind those of another in the same partition of the feed: who has been
    /// sent its changes has been offered the other's.
    /// </summary>
    public async Task<string> MarkerAsync(string behind)
    {
        var request = Enumerable.Range(0, int.MaxValue).Select(n => $"marker-{n}")
            .First(key => Partition(TicketId.From(Operator, key)) == Partition(behind));
        var appeal = await Intake.SubmitAppealAsync(Appeal(request, AppealType.Help, ""), Person(Operator, "OPERATOR", Root));
        await UntilAsync(appeal.AppealId, TicketState.Dispatched);
        await Routing.SubDispatchAsync(
            new() { RequestId = "p", TicketId = appeal.AppealId, ParentAssignmentId = "a1", UnitIds = { Village }, Reason = "就近办理" },
            As("UNIT_LIAISON", Town));
        return appeal.AppealId;
    }

    /// <summary>Every ticket of which a reader is told from the oldest change on, until one is.</summary>
    public async Task<IReadOnlyCollection<string>> WatchedAsync(Metadata reader, string start, string until)
    {
        using var watch = Tracking.WatchTickets(new() { Cursor = start }, reader, cancellationToken: _suite.Cancel);
        var tickets = new HashSet<string>();
        while (!tickets.Contains(until) && await watch.ResponseStream.MoveNext(_suite.Cancel))
        {
            tickets.UnionWith(watch.ResponseStream.Current.Changes.Select(change => change.TicketId));
        }

        return tickets;
    }

    public void Dispose() => _channels.ForEach(channel => channel.Dispose());

    private Metadata Person(string subject, string role, params string[] units)
    {
        var claims = TokenClaims.For([role.ToLowerInvariant().Replace('_', '-')], units, subject: subject);
        return new() { { "authorization", "Bearer " + _suite.Host.Issuer.Issue(claims) } };
    }

    private Task UntilAsync(string id, TicketState state) => _suite.UntilAsync(
        async () =>
        {
            try
            {
                return (await Tracking.GetTicketAsync(new() { TicketId = id }, As("SUPERVISOR", Root))).State == state;
            }
            catch (RpcException notYet) when (notYet.StatusCode is StatusCode.NotFound)
            {
                return false;
            }
        },
        $"{id} is {state}");

    private static SubmitAppealRequest Appeal(string requestId, AppealType type, string accused) => new()
    {
        RequestId = requestId,
        Claimant = new Claimant { Name = "柏长河", CallerPhone = "13800000135", Kind = ClaimantKind.Person },
        Channel = Channel.Phone,
        AppealType = type,
        CategoryId = "water.supply-drainage.drainage",
        Urgency = "NORMAL",
        Title = "雨后积水",
        OccurredWhen = "今天早上",
        Place = new Place { VillageId = Village },
        Cause = "没有排水管",
        Course = "污水流到街上",
        AccusedUnitId = accused,
    };

    private static uint Partition(string ticket) => StableHash.Of(ticket) % Partitions;

    private CallInvoker Invoker(Uri address)
    {
        var channel = GrpcChannel.ForAddress(address);
        _channels.Add(channel);
        return channel.CreateCallInvoker();
    }
}
