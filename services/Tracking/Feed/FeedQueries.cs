using Grpc.Core;
using Hotline.Chassis.Listing;

namespace Hotline.Tracking.Feed;

/// <summary>Reads the feed page by page, inside the caller's scope.</summary>
public sealed class FeedQueries(FeedStore feed, FeedStart start, FeedChanges changes, FeedCursors cursors)
{
    /// <summary>Entries read at once: references, of about a kilobyte each.</summary>
    public const int ReadPage = 500;

    private const int ScanLimit = 5_000;

    /// <summary>One page of changes behind a cursor, a time, or the beginning.</summary>
    /// <exception cref="RefusalException">
    /// TOKEN_INVALID: no cursor of this feed; CURSOR_EXPIRED: it is older than the retention.
    /// </exception>
    public async Task<ListChangesResponse> ListAsync(ListChangesRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var cursor = await StartAsync(request, cancel);
        var heads = await feed.HeadsAsync(cancel);
        await cursors.MustBeKnownAsync(cursor, heads, cancel);
        var page = new FeedPage(FeedCursors.ReaderOf(context, request.UnitId), cursor, Paging.Size(request.PageSize, 100, 500));
        var next = await FillAsync(page, heads, cancel);
        return new()
        {
            Changes = { await changes.ReadAsync(page, cancel) },
            NextCursor = cursors.Seal(next),
            HasMore = Enumerable.Range(0, heads.Partitions).Any(partition => next[partition] < heads[partition]),
        };
    }

    private async Task<FeedCursor> StartAsync(ListChangesRequest request, CancellationToken cancel) =>
        request.Cursor.Length > 0 ? cursors.Open(request.Cursor)
        : request.ChangedFrom is { } time ? await start.FromAsync(time.ToDateTime(), cancel)
        : await start.OldestAsync(cancel);

    /// <summary>
    /// Fills a page with partition after partition, and says where the next one goes on: behind the partition in which this
    /// one ended, so that what comes fast in one never keeps a reader from the others.
    /// </summary>
    private async Task<FeedCursor> FillAsync(FeedPage page, FeedCursor heads, CancellationToken cancel)
    {
        var scanned = 0;
        foreach (var partition in page.Cursor.InTurn)
        {
            IReadOnlyList<FeedEntry> entries;
            do
            {
                entries = await cursors.ReadAsync(partition, page.Cursor[partition], heads[partition], cancel);
                scanned += entries.Count;
                if (!entries.All(page.TryAdd) || scanned >= ScanLimit)
                {
                    return page.Cursor.Behind(partition);
                }
            }
            while (entries.Count == ReadPage);
        }

        return page.Cursor;
    }
}

public sealed class ListChangesValidator : IValidator<ListChangesRequest>
{
    public void Check(ListChangesRequest request, Violations violations)
    {
        violations.PageSize(request.PageSize);
        violations.OptionalId("unit_id", request.UnitId);
        violations.Span("changed_from", request.ChangedFrom, "changed_from", null);
        violations.When(
            request.ChangedFrom is not null && request.Cursor.Length > 0, "changed_from", "must be empty beside a cursor");
    }
}

public sealed class WatchTicketsValidator : IValidator<WatchTicketsRequest>
{
    public void Check(WatchTicketsRequest request, Violations violations) => violations.OptionalId("unit_id", request.UnitId);
}
