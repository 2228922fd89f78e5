using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Listing;

namespace Hotline.Tracking.Feed;

/// <summary>Reads the feed by cursor, inside the caller's scope.</summary>
public sealed class FeedQueries(FeedStore feed, FeedOptions options, SignedToken tokens)
{
    private const string Purpose = "feed";
    private const int ReadPage = 500;
    private const int ScanLimit = 5_000;

    public async Task<ListChangesResponse> ListAsync(ListChangesRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var reader = ReaderOf(context, request.UnitId);
        var cursor = request.Cursor.Length == 0 ? await feed.OldestAsync(cancel) : Open(request.Cursor);
        var size = Paging.Size(request.PageSize, 100, 500);
        var heads = await feed.HeadsAsync(cancel);
        await MustBeKnownAsync(cursor, heads, cancel);
        var answer = new ListChangesResponse();
        var scanned = 0;
        for (var partition = 0; partition < options.Partitions && answer.Changes.Count < size && scanned < ScanLimit; partition++)
        {
            var page = 0;
            do
            {
                var entries = await ReadAsync(partition, cursor[partition], heads[partition], cancel);
                page = entries.Count;
                foreach (var entry in entries.TakeWhile(_ => answer.Changes.Count < size))
                {
                    Add(answer.Changes, entry.For(reader));
                    cursor = cursor.With(partition, entry.Number);
                    scanned++;
                }
            }
            while (page == ReadPage && answer.Changes.Count < size && scanned < ScanLimit);
        }

        answer.NextCursor = Seal(cursor);
        return answer;
    }

    public static FeedReader ReaderOf(ServerCallContext context, string unitId)
    {
        var scope = Scope.Of(context.Caller());
        return new(scope.IsAll, scope.Units, unitId.Length > 0 ? unitId : null);
    }

    /// <summary>
    /// A page after a position. Numbers follow each other without gaps, so a first number that does not follow the
    /// position, or nothing up to a known head, means that what lay between is no longer kept.
    /// </summary>
    public async Task<IReadOnlyList<FeedEntry>> ReadAsync(int partition, long after, long head, CancellationToken cancel)
    {
        var entries = await feed.ReadAsync(partition, after, ReadPage, cancel);
        var expired = entries.Count > 0 ? entries[0].Number != after + 1 : head > after;
        return expired ? throw Refuse.CursorExpired() : entries;
    }

    /// <summary>A position beyond the head must exist: after a restore the numbers may stand lower than a cursor remembers.</summary>
    public async Task MustBeKnownAsync(FeedCursor cursor, FeedCursor heads, CancellationToken cancel)
    {
        for (var partition = 0; partition < options.Partitions; partition++)
        {
            if (cursor[partition] > heads[partition]
                && (await feed.ReadAsync(partition, cursor[partition] - 1, 1, cancel) is not [var entry] || entry.Number != cursor[partition]))
            {
                throw Refuse.CursorExpired();
            }
        }
    }

    public string Seal(FeedCursor cursor) => tokens.Seal(Purpose, cursor.ToString());

    public FeedCursor Open(string cursor) =>
        FeedCursor.Parse(tokens.Open(Purpose, cursor, "cursor"), options.Partitions) ?? throw Refuse.TokenInvalid("cursor");

    public static void Add(ICollection<TicketChange> changes, TicketChange? change)
    {
        if (change is not null)
        {
            changes.Add(change);
        }
    }
}

public sealed class ListChangesValidator : IValidator<ListChangesRequest>
{
    public void Check(ListChangesRequest request, Violations violations)
    {
        violations.PageSize(request.PageSize);
        violations.OptionalId("unit_id", request.UnitId);
    }
}

public sealed class WatchTicketsValidator : IValidator<WatchTicketsRequest>
{
    public void Check(WatchTicketsRequest request, Violations violations) => violations.OptionalId("unit_id", request.UnitId);
}
