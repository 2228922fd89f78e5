using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Operations;

/// <summary>The service's ticket documents, for code that does not know their state's type.</summary>
/// <param name="Collection">One document for each ticket.</param>
/// <param name="Seen">Where the service remembers which versions of its peers it applied; may be the same collection.</param>
public sealed record AggregateCollection(IMongoCollection<BsonDocument> Collection, IMongoCollection<BsonDocument> Seen);
