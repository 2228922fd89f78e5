using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Listing;

/// <summary>
/// Keyset paging: the page after a key, in the order of an index that ends in _id, so that inserts neither repeat
/// nor skip a row. The token is bound to the query's fingerprint.
/// </summary>
public sealed class Paging(SignedToken tokens)
{
    /// <summary>One page of a list.</summary>
    /// <param name="Documents">Its rows, at most as many as asked for.</param>
    /// <param name="NextToken">The token of the next page; empty after the last.</param>
    public sealed record Page(IReadOnlyList<BsonDocument> Documents, string NextToken);

    /// <summary>The page size to use: the default for 0, the limit for more.</summary>
    /// <param name="asked">What the request says.</param>
    /// <param name="standard">The default.</param>
    /// <param name="limit">The most rows of a page.</param>
    public static int Size(int asked, int standard, int limit) => asked == 0 ? standard : Math.Min(asked, limit);

    /// <param name="collection">Where the rows are.</param>
    /// <param name="filter">Scope and conditions.</param>
    /// <param name="sort">One element and _id, in the same direction.</param>
    /// <param name="size">Rows wanted.</param>
    /// <param name="pageToken">From the previous page, or empty.</param>
    /// <param name="query">Name and fingerprint of the query; a token of another query is refused.</param>
    /// <param name="cancel">The call's token.</param>
    /// <param name="projection">What to leave out or keep.</param>
    /// <exception cref="Hotline.Chassis.Errors.RefusalException">
    /// TOKEN_INVALID: the page token is malformed, forged or of another query.
    /// </exception>
    public async Task<Page> ReadAsync(
        IMongoCollection<BsonDocument> collection,
        BsonDocument filter,
        BsonDocument sort,
        int size,
        string pageToken,
        string query,
        CancellationToken cancel,
        BsonDocument? projection = null)
    {
        var asked = filter;
        if (pageToken.Length > 0)
        {
            var key = BsonDocument.Parse(tokens.Open("page:" + query, pageToken, "page_token"));
            asked = Next(filter, sort, key["k"], key["i"]);
        }

        var found = await collection.Find(asked).Sort(sort).Limit(size + 1).Project<BsonDocument>(projection ?? []).ToListAsync(cancel);
        if (found.Count <= size)
        {
            return new Page(found, "");
        }

        found.RemoveAt(size);
        var last = found[^1];
        var end = new BsonDocument { { "k", last[sort.GetElement(0).Name] }, { "i", last["_id"] } };
        return new Page(found, tokens.Seal("page:" + query, end.ToJson()));
    }

    /// <summary>The rows of a list that follow a key.</summary>
    public static BsonDocument Next(BsonDocument filter, BsonDocument sort, BsonValue key, BsonValue id) =>
        new("$and", new BsonArray { filter, After(sort.GetElement(0).Name, sort.GetElement(0).Value.AsInt32, key, id) });

    /// <summary>
    /// What follows a key: not before it, not itself. Said by exclusion, because behind an array such as scope the
    /// local engine answers a range with a sort, and an exclusion by reading the index in its order. Every row must
    /// have the field.
    /// </summary>
    private static BsonDocument After(string field, int direction, BsonValue key, BsonValue id)
    {
        var (before, upTo) = direction < 0 ? ("$gt", "$gte") : ("$lt", "$lte");
        return new BsonDocument("$nor", new BsonArray
        {
            new BsonDocument(field, new BsonDocument(before, key)),
            new BsonDocument { { field, key }, { "_id", new BsonDocument(upTo, id) } },
        });
    }
}
