using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Operations;

/// <summary>The service's ticket documents, and where it remembers what it took in, for those who do not know their state.</summary>
public sealed record AggregateCollection(IMongoCollection<BsonDocument> Collection, IMongoCollection<BsonDocument> Seen);
