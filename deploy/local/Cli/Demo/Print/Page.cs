using System.Globalization;
using Hotline.Tracking.V1;
using Spectre.Console;

namespace Hotline.Cli.Demo.Print;

/// <summary>
/// Prints a ticket as a person would like to read it: who got it and why, what happened, then what was promised and how much of it was
/// used.
/// </summary>
public static class Page
{
    private const int BarWidth = 12;

    // A file or a pipe has no width of its own; this is what the tables need.
    private const int WidthWithoutTerminal = 132;

    /// <param name="play">What is shown.</param>
    /// <param name="ticket">As it is now.</param>
    /// <param name="timeline">All that happened to it.</param>
    /// <param name="units">Names of the units that dispatched, by id.</param>
    /// <param name="cast">Names of the people.</param>
    public static void Ticket(
        Play play, Ticket ticket, IEnumerable<TimelineEntry> timeline, IReadOnlyDictionary<string, string> units, Cast cast)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthWithoutTerminal;
        }

        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Rule($"[bold]{Markup.Escape(play.Title)}[/]").LeftJustified());
        AnsiConsole.MarkupLine($"[grey]{Markup.Escape(play.English)}[/]");
        AnsiConsole.MarkupLine(
            $"工单 [bold]{ticket.TicketNumber}[/]   {Terms.Of(ticket.State)}   {Markup.Escape(ticket.Appeal.Title)}{Households(ticket)}");
        if (ticket.Appeal.UpstreamOrder is { } order)
        {
            AnsiConsole.MarkupLine(Markup.Escape($"上级派单 {order.System} {order.Number}   {BeijingTime.Text(order.DispatchedAt)}"));
        }

        // Of a confidential appeal nothing is said of the claimant.
        AnsiConsole.MarkupLine(
            $"诉求人 {Terms.Of(ticket.Appeal.ClaimantProfile?.Gender ?? default)}   标签 "
            + Markup.Escape(string.Join('、', ticket.Appeal.Tags.DefaultIfEmpty("—"))));
        AnsiConsole.Write(Dispatches(ticket, units));
        AnsiConsole.Write(Timeline(timeline, cast));
        AnsiConsole.Write(Deadlines(ticket));
    }

    public static void Checks(Checks checks)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Rule("[bold]承诺与结果 · Promises[/]").LeftJustified());
        foreach (var check in checks.All)
        {
            AnsiConsole.MarkupLine(check.Kept
                ? $"  [green]✓[/] {Markup.Escape(check.Promise)}"
                : $"  [red]✗[/] {Markup.Escape(check.Promise)}：应为 {Markup.Escape(check.Expected)}，实为 {Markup.Escape(check.Found)}");
        }
    }

    private static string Households(Ticket ticket) =>
        ticket.Appeal.AffectedHouseholds == 0 ? "" : $"   影响 {ticket.Appeal.AffectedHouseholds} 户";

    private static Table Dispatches(Ticket ticket, IReadOnlyDictionary<string, string> units)
    {
        var table = Titled("派单 · Dispatch")
            .AddColumn("承办单位")
            .AddColumn("工单性质")
            .AddColumn("派单单位")
            .AddColumn("派单依据")
            .AddColumn("派单理由");
        foreach (var routed in ticket.Assignments.Select(part => part.Routed))
        {
            table.AddRow(
                Markup.Escape(routed.UnitName),
                Terms.Of(routed.Role),
                units.GetValueOrDefault(routed.DispatchedBy.UnitId, "系统按规则"),
                routed.RuleId.Length > 0 ? $"派单目录 {routed.RuleId}" : "人工派单",
                Markup.Escape(routed.Reason));
        }

        return table;
    }

    private static Table Timeline(IEnumerable<TimelineEntry> timeline, Cast cast)
    {
        var table = Titled("流转记录 · Timeline").AddColumn("北京时间").AddColumn("环节").AddColumn("经办").AddColumn("内容");
        var day = "";
        foreach (var entry in timeline)
        {
            var at = BeijingTime.Text(entry.OccurredAt);
            var (date, time) = (at[..10], at[11..]);
            table.AddRow(
                string.Equals(day, date, StringComparison.Ordinal) ? $"           {time}" : $"{date} {time}",
                Terms.Fact(entry.Type),
                cast.NameOf(entry.Actor.Subject),
                Markup.Escape(Sentences.Of(entry)));
            day = date;
        }

        return table;
    }

    private static Table Deadlines(Ticket ticket)
    {
        var names = ticket.Assignments.ToDictionary(part => part.Routed.AssignmentId, part => part.Routed.UnitName);
        var table = Titled("时限 · Deadlines")
            .AddColumn("时限")
            .AddColumn("单位")
            .AddColumn("限期")
            .AddColumn("截止")
            .AddColumn("完成")
            .AddColumn("已用");
        foreach (var deadline in ticket.Deadlines)
        {
            table.AddRow(
                Terms.Of(deadline.Kind),
                Markup.Escape(names.GetValueOrDefault(deadline.AssignmentId, "—")),
                BeijingTime.Duration(deadline.Limit.ToTimeSpan()),
                BeijingTime.Text(deadline.DueAt)[5..],
                deadline.MetAt is { } met ? BeijingTime.Text(met)[5..] : "—",
                Used(deadline));
        }

        return table;
    }

    private static Table Titled(string title) => new Table().Border(TableBorder.Simple).Title($"[bold]{title}[/]");

    private static string Used(Deadline deadline)
    {
        if (deadline.MetAt is not { } met)
        {
            return deadline.BreachedAt is null ? "—" : "[red]超期未完成[/]";
        }

        var share = (met - deadline.StartsAt).ToTimeSpan() / deadline.Limit.ToTimeSpan();
        var filled = Math.Clamp((int)Math.Ceiling(share * BarWidth), share > 0 ? 1 : 0, BarWidth);
        var color = share > 1 ? "red" : share >= 0.75 ? "yellow" : "green";
        var percent = (share * 100).ToString(share < 0.1 ? "0.0" : "0", CultureInfo.InvariantCulture);
        return $"[{color}]{new string('█', filled)}{new string('░', BarWidth - filled)}[/] {percent} %";
    }
}
