using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Listing;

namespace Hotline.Tracking.Feed;

/// <summary>Opens and seals the cursors that readers keep, and reads on from them.</summary>
public sealed class FeedCursors(FeedStore feed, FeedOptions options, SignedToken tokens)
{
    private const string Purpose = "feed";

    /// <summary>What the caller may see of the feed, narrowed to one unit when it names one.</summary>
    /// <param name="context">The call.</param>
    /// <param name="unitId">Empty for all units of the caller.</param>
    /// <exception cref="RefusalException">UNIT_MISSING: the token names no unit.</exception>
    public static FeedReader ReaderOf(ServerCallContext context, string unitId)
    {
        var scope = Scope.Of(context.Caller());
        return new(scope.IsAll, scope.Units, unitId.Length > 0 ? unitId : null);
    }

    /// <summary>The opaque text that a reader keeps.</summary>
    public string Seal(FeedCursor cursor) => tokens.Seal(Purpose, cursor.ToString());

    /// <exception cref="RefusalException">TOKEN_INVALID: no cursor of this feed.</exception>
    public FeedCursor Open(string cursor) =>
        FeedCursor.Parse(tokens.Open(Purpose, cursor, "cursor"), options.Partitions) ?? throw Refuse.TokenInvalid("cursor");

    /// <summary>
    /// A page after a position. Numbers follow each other without gaps, so a first number that does not follow the
    /// position, or nothing up to a known head, means that what lay between is no longer kept.
    /// </summary>
    /// <exception cref="RefusalException">CURSOR_EXPIRED.</exception>
    public async Task<IReadOnlyList<FeedEntry>> ReadAsync(int partition, long after, long head, CancellationToken cancel)
    {
        var entries = await feed.ReadAsync(partition, after, FeedQueries.ReadPage, cancel);
        var expired = entries.Count > 0 ? entries[0].Number != after + 1 : head > after;
        return expired ? throw Refuse.CursorExpired() : entries;
    }

    /// <summary>A position beyond the head must exist: after a restore the numbers may stand lower than a cursor remembers.</summary>
    /// <exception cref="RefusalException">CURSOR_EXPIRED.</exception>
    public async Task MustBeKnownAsync(FeedCursor cursor, FeedCursor heads, CancellationToken cancel)
    {
        for (var partition = 0; partition < options.Partitions; partition++)
        {
            if (cursor[partition] > heads[partition] && await feed.FindAsync(partition, cursor[partition], cancel) is null)
            {
                throw Refuse.CursorExpired();
            }
        }
    }
}
