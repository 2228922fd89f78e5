namespace Hotline.Tracking.Deadlines.Rules;

/// <summary>
/// The deadlines that a higher level sets with its order. They stand beside ours and move none of them; where one is stricter, it drives
/// the lamp of ours. By a lamp too no unit is late before it could act.
/// </summary>
public static class UpstreamClocks
{
    /// <summary>What the order promises, in the order of its fields; an anonymous claimant cannot be contacted.</summary>
    public static IEnumerable<(DeadlineKind Kind, DateTime DueAt)> Promises(this UpstreamRecord order, bool isAnonymous)
    {
        if (order.SignDueAt is { } sign)
        {
            yield return (DeadlineKind.UpstreamSign, sign);
        }

        if (order.ResponseDueAt is { } response && !isAnonymous)
        {
            yield return (DeadlineKind.UpstreamResponse, response);
        }

        if (order.CompletionDueAt is { } completion)
        {
            yield return (DeadlineKind.UpstreamCompletion, completion);
        }
    }

    /// <summary>
    /// By when the level above wants from a part what one of its deadlines promises; null when it says nothing of it. Signature and contact
    /// it wants of the lead, the result of whoever works for it.
    /// </summary>
    /// <param name="order">The order; null without one.</param>
    /// <param name="kind">The deadline of ours.</param>
    /// <param name="routed">The part.</param>
    /// <param name="earliest">Before this instant the unit could not have acted.</param>
    public static DateTime? Stricter(this UpstreamRecord? order, DeadlineKind kind, RoutedRecord routed, DateTime earliest)
    {
        var wanted = kind switch
        {
            DeadlineKind.Sign when routed.Role == AssignmentRole.Lead => order?.SignDueAt,
            DeadlineKind.Response when routed.Role == AssignmentRole.Lead => order?.ResponseDueAt,
            DeadlineKind.Feedback => order?.CompletionDueAt,
            _ => null,
        };
        return wanted < earliest ? earliest : wanted;
    }
}
