using Hotline.Tracking.V1;

namespace Hotline.Bench.Lives;

/// <summary>What a watcher got beside what the list says of the same changes.</summary>
public sealed record FeedComparison(int Changes, int Mismatch, int Missing)
{
    /// <summary>
    /// Of some tickets with their last versions: changes that differ in bytes or are in only one of the two, and versions from 1 on
    /// that are in neither.
    /// </summary>
    public static async Task<FeedComparison> OfAsync(Staff staff, ChangeWatch watch, IReadOnlyDictionary<string, long> last)
    {
        var listed = await ListAsync(staff, last);
        var watched = watch.Changes.Where(change => last.ContainsKey(change.Key.Ticket)).ToDictionary();
        var all = listed.Keys.Union(watched.Keys).ToHashSet();
        var same = all.Count(key =>
            watched.TryGetValue(key, out var prints) && listed.TryGetValue(key, out var print) && prints.All(one => one == print));
        var expected = last.SelectMany(ticket => Enumerable.Range(1, (int)ticket.Value).Select(version => (ticket.Key, (long)version)));
        return new FeedComparison(all.Count, all.Count - same, expected.Count(key => !all.Contains(key)));
    }

    private static async Task<Dictionary<(string Ticket, long Version), string>> ListAsync(
        Staff staff,
        IReadOnlyDictionary<string, long> tickets)
    {
        var listed = new Dictionary<(string, long), string>();
        var request = new ListChangesRequest { PageSize = 500 };
        while (true)
        {
            var page = await staff.Tracking.ListChangesAsync(request, staff.Dispatcher, DateTime.UtcNow.AddSeconds(60));
            if (page.Changes.Count == 0)
            {
                return listed;
            }

            foreach (var change in page.Changes.Where(change => tickets.ContainsKey(change.TicketId)))
            {
                listed[(change.TicketId, change.Version)] = ChangeWatch.Fingerprint(change);
            }

            request.Cursor = page.NextCursor;
        }
    }
}
