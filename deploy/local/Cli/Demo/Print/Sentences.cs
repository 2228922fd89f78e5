using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Cli.Demo.Print;

/// <summary>One line of plain Chinese for what a fact says.</summary>
public static class Sentences
{
    public static string Of(TimelineEntry entry)
    {
        var details = new DetailReader(entry.Details);
        return FactCatalogue.TypeOf(entry.Type) switch
        {
            FactType.TicketAccepted =>
                $"{details.Text(DetailKey.TicketNumber)}  {details.Text(DetailKey.Category)}  {details.Text(DetailKey.Place)}",
            FactType.TicketTransferred => WithUnit(details, details.Text(DetailKey.Reason)),
            FactType.TicketQueued => details.Text(DetailKey.Reason),
            FactType.TicketDispatched or FactType.TicketPassedDown => string.Join("、", details.Parts.Select(Unit)),
            FactType.ContactRecorded => WithUnit(details, Contact(details)),
            FactType.ContactWaived => WithUnit(
                details, Terms.Of(details.Enum<ContactWaiverReason>(DetailKey.WaiverReason)) + details.Text(DetailKey.Note)),
            FactType.FeedbackSubmitted => WithUnit(details, Result(details)),
            FactType.FeedbackApproved or FactType.FeedbackRejected => WithUnit(details, details.Text(DetailKey.Opinion)),
            FactType.DeadlineBreached => WithUnit(details, Breach(details)),
            FactType.CallbackRecorded or FactType.TicketClosed => Callback(details),
            _ => WithUnit(details, ""),
        };
    }

    private static string WithUnit(DetailReader details, string text) =>
        details.Text(DetailKey.UnitName) is { Length: > 0 } unit ? $"{unit}：{text}".TrimEnd('：') : text;

    private static string Unit(DetailReader part) =>
        $"{part.Text(DetailKey.UnitName)}（{Terms.Of(part.Enum<AssignmentRole>(DetailKey.Role))}）";

    private static string Result(DetailReader details) =>
        details.Text(DetailKey.Result)
        + Labelled("佐证材料", details.Text(DetailKey.Evidence))
        + Labelled("回复内容", details.Text(DetailKey.Reply));

    private static string Labelled(string label, string text) => text.Length == 0 ? "" : $"（{label}：{text}）";

    private static string Breach(DetailReader details) =>
        Terms.Of(details.Enum<DeadlineKind>(DetailKey.DeadlineKind)) + (details.Text(DetailKey.CallbackCause).Length > 0 ? "，产生回访任务" : "");

    private static string Contact(DetailReader details)
    {
        var result = details.Enum<ContactResult>(DetailKey.ContactResult);
        var missed = result == ContactResult.Reached ? "" : $"{Terms.Of(result)}，";
        var relayed = details.Flag(DetailKey.IsRelayed) == true ? "（热线代联系）" : "";
        return $"{relayed}{missed}{details.Text(DetailKey.Note)}";
    }

    private static string Callback(DetailReader details)
    {
        var result = details.Enum<ContactResult>(DetailKey.ContactResult);
        if (result != ContactResult.Reached)
        {
            return result == ContactResult.Unspecified ? Terms.Of(details.Enum<CloseReason>(DetailKey.CloseReason)) : Terms.Of(result);
        }

        var contacted = Terms.Of(details.Enum<Contacted>(DetailKey.Contacted));
        var solved = Terms.Of(details.Enum<Solved>(DetailKey.Solved));
        var satisfied = Terms.Of(details.Enum<Satisfaction>(DetailKey.Satisfaction));
        return $"联系：{contacted}  解决：{solved}  {satisfied}  “{details.Text(DetailKey.Opinion)}”";
    }
}
