namespace Hotline.Tracking.Lifecycle;

/// <summary>
/// What who acts for the accused, or for a unit below it, gets to see of a ticket: the content and his own part. Whatever others wrote
/// of the claimant, and what tells him apart, is left out, not masked.
/// </summary>
public static class AccusedView
{
    private static readonly DetailKey[] Harmless = [DetailKey.UnitName, DetailKey.Category, DetailKey.Place];

    /// <summary>The ticket as who acts for these units may see it; the message itself is changed.</summary>
    /// <param name="ticket">As the contract shows it to others.</param>
    /// <param name="units">The units for which the reader acts.</param>
    /// <param name="accused">The unit complained about and all below it.</param>
    public static Ticket For(this Ticket ticket, IEnumerable<string> units, IReadOnlyCollection<string> accused)
    {
        if (!units.Any(accused.Contains))
        {
            return ticket;
        }

        ticket.Appeal.ClaimantRef = "";
        ticket.Appeal.ClaimantProfile = null;
        ticket.Appeal.Place.Position = null;
        ticket.Callbacks.Clear();
        foreach (var part in ticket.Assignments.Where(part => !accused.Contains(part.Routed.UnitId)))
        {
            part.Routed.Reason = "";
            part.Contacts.Clear();
            part.ContactWaiver = null;
            part.Feedbacks.Clear();
        }

        return ticket;
    }

    /// <summary>The details of a fact that such a reader may see: no words but names, unless the fact tells of his own part.</summary>
    /// <param name="details">All details.</param>
    /// <param name="accused">The unit complained about and all below it.</param>
    public static IEnumerable<KeyValuePair<string, string>> ForAccused(
        IReadOnlyDictionary<string, string> details, IReadOnlyCollection<string> accused) =>
        details.Where(detail =>
        {
            var at = detail.Key.LastIndexOf('.') + 1;
            var key = FactCatalogue.KeyOf(detail.Key[at..]);
            return (key != DetailKey.Unspecified && (key.Spec().Format != DetailFormat.Text || Harmless.Contains(key)))
                || (details.TryGetValue(detail.Key[..at] + DetailKey.UnitId.Name(), out var unit) && accused.Contains(unit));
        });
}
