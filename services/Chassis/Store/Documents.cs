using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Store;

/// <summary>What is asked of many documents at once by their ids.</summary>
public static class Documents
{
    /// <summary>
    /// For a find that is bounded by its ids or its limit: the answer comes in one trip. Without it the store sends
    /// 101 documents and keeps a cursor for the rest.
    /// </summary>
    public static readonly FindOptions OneTrip = new() { BatchSize = 10_000 };

    /// <summary>The condition that _id is one of these.</summary>
    public static BsonDocument ByIds(IEnumerable<string> ids) => new("_id", OneOf(ids));

    /// <summary>The condition that an element holds one of these values; none matches when there are none.</summary>
    public static BsonDocument OneOf(IEnumerable<string> values) => new("$in", new BsonArray(values));

    /// <summary>The condition that an element is absent, or holds none of these values.</summary>
    public static BsonDocument NoneOf(IEnumerable<string> values) => new("$nin", new BsonArray(values));

    /// <summary>Whether all that was not there is durable; a majority that did not confirm is another matter than a duplicate.</summary>
    public static bool HasOnlyDuplicates(this MongoBulkWriteException error) =>
        error.WriteConcernError is null && error.WriteErrors.All(write => write.Category == ServerErrorCategory.DuplicateKey);

    /// <summary>Inserts those that are not there yet; how many were.</summary>
    /// <exception cref="InvalidOperationException">The store refuses a document for another reason than its key.</exception>
    /// <exception cref="MongoBulkWriteException">A majority did not confirm.</exception>
    public static async Task<int> InsertMissingAsync(
        this IMongoCollection<BsonDocument> collection, IEnumerable<BsonDocument> documents, CancellationToken cancel)
    {
        var errors = await collection.InsertEachAsync(documents, cancel);
        return errors.All(error => error.Category == ServerErrorCategory.DuplicateKey)
            ? errors.Count
            : throw new InvalidOperationException($"The store refused a document: code {errors[0].Code}.");
    }

    /// <summary>Inserts each that the store takes; the errors of the others.</summary>
    /// <exception cref="MongoBulkWriteException">A majority did not confirm.</exception>
    public static async Task<IReadOnlyList<BulkWriteError>> InsertEachAsync(
        this IMongoCollection<BsonDocument> collection, IEnumerable<BsonDocument> documents, CancellationToken cancel)
    {
        try
        {
            await collection.InsertManyAsync(documents, new InsertManyOptions { IsOrdered = false }, cancel);
            return [];
        }
        catch (MongoBulkWriteException<BsonDocument> error) when (error.WriteConcernError is null)
        {
            return error.WriteErrors;
        }
    }
}
