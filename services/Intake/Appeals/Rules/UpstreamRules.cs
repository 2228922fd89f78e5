using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Errors;
using Hotline.Type.V1;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>The documented rules of an order of a higher level.</summary>
public static partial class UpstreamRules
{
    private const string Field = "upstream_order";

    // That level's clock may run ahead of ours; what lies further ahead, or so far back, is a slip of the pen.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>Adds a violation for every rule that the order breaks.</summary>
    /// <param name="order">The order; null when the appeal came without one.</param>
    /// <param name="channel">How the appeal reached the hotline.</param>
    /// <param name="now">The business time, UTC.</param>
    /// <param name="violations">Where they are collected.</param>
    public static void Check(UpstreamOrder? order, Channel channel, DateTime now, Violations violations)
    {
        if (order is not null)
        {
            violations.When(channel != Channel.Upstream, Field, "comes with the channel UPSTREAM only");
            Check(order, now, violations);
        }
    }

    private static void Check(UpstreamOrder order, DateTime now, Violations violations)
    {
        violations.When(!SystemForm().IsMatch(order.System), Field + ".system", "must be 1 to 32 characters of A-Z 0-9 . _ -");
        violations.When(!NumberForm().IsMatch(order.Number), Field + ".number", "must be 1 to 64 characters of A-Z a-z 0-9 . _ : / -");
        var dispatched = Instant("dispatched_at", order.DispatchedAt);
        violations.When(order.DispatchedAt is null, Field + ".dispatched_at", "is required");
        violations.When(
            dispatched > now + Ahead || dispatched < now - Longest,
            Field + ".dispatched_at",
            "must lie within the last ten years, and at most 5 minutes ahead");
        Due("sign_due_at", order.SignDueAt);
        Due("response_due_at", order.ResponseDueAt);
        Due("completion_due_at", order.CompletionDueAt);

        void Due(string name, Timestamp? said)
        {
            var due = Instant(name, said);
            violations.When(due <= dispatched, $"{Field}.{name}", "must lie after dispatched_at");
            violations.When(due - dispatched > Longest, $"{Field}.{name}", "must lie within ten years of dispatched_at");
            violations.When(
                due is not null && order.CompletionDueAt is { } done && Violations.IsInstant(done) && due > done.ToDateTime(),
                $"{Field}.{name}",
                "must not lie after completion_due_at");
        }

        DateTime? Instant(string name, Timestamp? said)
        {
            violations.Instant($"{Field}.{name}", said);
            return said is not null && Violations.IsInstant(said) ? said.ToDateTime() : null;
        }
    }

    [GeneratedRegex(@"^[A-Z0-9._\-]{1,32}\z", RegexOptions.NonBacktracking)]
    private static partial Regex SystemForm();

    [GeneratedRegex(@"^[A-Za-z0-9._:/\-]{1,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex NumberForm();
}
