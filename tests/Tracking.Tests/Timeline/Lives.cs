namespace Hotline.Tracking.Tests.Timeline;

/// <summary>Lives of tickets that, as a whole, hold every fact with every detail.</summary>
internal static class Lives
{
    private static readonly RoutedRecord Lead = Given.Lead() with { RuleId = "C01" };
    private static readonly RoutedRecord Sub = Given.Sub() with { Reason = "就近办理", RuleId = "C01", NeedsContact = true };
    private static readonly ContactReport Reached = new(ContactChannel.Phone, ContactResult.Reached, "已核实");
    private static readonly FeedbackReport Fed = new("已疏通", true, "照片", "排水管已疏通");
    private static readonly QueueRecord Queued = new()
    {
        UnitId = Given.Root,
        Scope = [Given.Root],
        Reason = "须派单员确认",
        Since = At("10:01"),
    };

    private static readonly HeardRecord Transferred = new()
    {
        At = At("10:01"),
        By = Given.Routing,
        Transfer = new() { UnitId = "110118-external-city", UnitName = "市热线中心", Reason = "移交市级" },
    };

    /// <summary>
    /// The facts of a life in which all that can go wrong does, of one that waits for a dispatcher, of one that was passed down before
    /// Tracking heard of it, and of one for the level above.
    /// </summary>
    public static IEnumerable<TicketFact> All => Run(Handled()).Concat(Run([
        _ => OpenRule.Open(null, Given.Appeal(), Given.Root, Given.Clocks),
        ticket => OpenRule.Queue(ticket, Queued, Given.Routing),
        ticket => DispatchRule.Dispatch(ticket, [Lead, Sub], At("10:40"), Given.Routing, Given.Clocks),
    ])).Concat(Run([
        _ => OpenRule.Open(null, Given.Appeal(), Given.Root, Given.Clocks),
        ticket => OpenRule.Apply(ticket, Transferred, Given.Clocks),
    ]));

    private static List<Func<TicketRecord, Decision?>> Handled() =>
    [
        _ => OpenRule.Open(null, Given.Appeal() with { IsConfidential = true }, Given.Root, Given.Clocks),
        ticket => DispatchRule.Dispatch(ticket, [Lead], At("10:05"), Given.Routing, Given.Clocks),
        ticket => DispatchRule.Dispatch(ticket, [Lead, Sub], At("10:40"), Given.Routing, Given.Clocks),
        ticket => SignRule.Sign(ticket, "a1", Given.Liaison, At("10:45")),
        ticket => ContactRule.Contact(ticket, "a1", Reached, Given.Liaison, At("10:50")),
        ticket => StartRule.Start(ticket, "a1", Given.Liaison, At("11:00")),
        ticket => SignRule.Sign(ticket, "a2", Given.Liaison, At("11:10")),
        ticket => WaiverRule.Waive(
            ticket, "a2", ContactWaiverReason.Confidential, "看不到诉求人", Given.Liaison, At("11:20"), Given.Policy),
        ticket => StartRule.Start(ticket, "a2", Given.Liaison, At("11:30")),
        ticket => FeedbackRule.Submit(ticket, "a2", new("已清理", true, "照片"), Given.Liaison, At("12:00"), Given.Clocks),
        ticket => FeedbackRule.Submit(ticket, "a1", Fed, Given.Liaison, At("12:10"), Given.Clocks),
        ticket => ReviewRule.Review(
            ticket, ReviewDecision.Rejected, RejectionReason.Incomplete, "请补充", Given.Auditor, At("12:20"), Given.Policy),
        ticket => FireRule.Fire(ticket, At("10:00").AddDays(30), Given.Policy),
        ticket => RecordRule.Record(ticket, Given.Unsolved, "还有积水", Given.Agent, Later("09:00"), Given.Policy),
        ticket => FeedbackRule.Submit(ticket, "a1", Fed, Given.Liaison, Later("09:05"), Given.Clocks),
        ticket => ReviewRule.Review(
            ticket, ReviewDecision.Approved, RejectionReason.Unspecified, "属实", Given.Auditor, Later("09:10"), Given.Policy),
        ticket => ClaimRule.Claim(ticket, Given.Agent, Later("09:20"), Given.Policy),
        ticket => RecordRule.Record(ticket, Given.Solved, "谢谢", Given.Agent, Later("09:30"), Given.Policy),
    ];

    private static IEnumerable<TicketFact> Run(IEnumerable<Func<TicketRecord, Decision?>> life)
    {
        var ticket = new TicketRecord();
        foreach (var step in life)
        {
            var decision = step(ticket)!;
            ticket = decision.Ticket;
            foreach (var fact in decision.Facts)
            {
                yield return fact;
            }
        }
    }

    private static DateTime At(string time) => Given.Beijing("2022-09-28 " + time);

    private static DateTime Later(string time) => Given.Beijing("2022-11-01 " + time);
}
