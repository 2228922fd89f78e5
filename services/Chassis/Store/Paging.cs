using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Store;

/// <summary>
/// Keyset paging: the page after a key, in the order of an index that ends in _id, so that inserts neither repeat
/// nor skip a row. The token is bound to the query's fingerprint.
/// </summary>
public sealed class Paging(SignedToken tokens)
{
    public sealed record Page(IReadOnlyList<BsonDocument> Documents, string NextToken);

    /// <summary>The page size to use: the default for 0, the limit for more.</summary>
    public static int Size(int asked, int standard, int limit) => asked == 0 ? standard : Math.Min(asked, limit);

    /// <param name="collection">Where the rows are.</param>
    /// <param name="filter">Scope and conditions.</param>
    /// <param name="sort">One element and _id, in the same direction.</param>
    /// <param name="size">Rows wanted.</param>
    /// <param name="pageToken">From the previous page, or empty.</param>
    /// <param name="query">Name and fingerprint of the query; a token of another query is refused.</param>
    /// <param name="cancel">The call's token.</param>
    /// <param name="projection">What to leave out or keep.</param>
    public async Task<Page> ReadAsync(IMongoCollection<BsonDocument> collection, BsonDocument filter, BsonDocument sort, int size, string pageToken, string query, CancellationToken cancel, BsonDocument? projection = null)
    {
        var (field, direction) = (sort.GetElement(0).Name, sort.GetElement(0).Value.AsInt32);
        var conditions = new BsonArray { filter };
        if (pageToken.Length > 0)
        {
            conditions.Add(After(field, direction, BsonDocument.Parse(tokens.Open("page:" + query, pageToken, "page_token"))));
        }

        var found = await collection.Find(conditions.Count == 1 ? filter : new BsonDocument("$and", conditions))
            .Sort(sort).Limit(size + 1).Project<BsonDocument>(projection ?? []).ToListAsync(cancel);
        if (found.Count <= size)
        {
            return new Page(found, "");
        }

        found.RemoveAt(size);
        var last = found[^1];
        var key = new BsonDocument { { "k", last[field] }, { "i", last["_id"] } };
        return new Page(found, tokens.Seal("page:" + query, key.ToJson()));
    }

    // The first condition is redundant, and bounds the index scan.
    private static BsonDocument After(string field, int direction, BsonDocument key)
    {
        var op = direction < 0 ? "$lt" : "$gt";
        return new BsonDocument
        {
            { field, new BsonDocument(op + "e", key["k"]) },
            {
                "$or", new BsonArray
                {
                    new BsonDocument(field, new BsonDocument(op, key["k"])),
                    new BsonDocument { { field, key["k"] }, { "_id", new BsonDocument(op, key["i"]) } },
                }
            },
        };
    }
}
