using Hotline.Chassis.Listing;
using MongoDB.Bson;

namespace Hotline.Testing;

/// <summary>One query as a service asks it, and the index that must serve it: the store is asked for its plan.</summary>
public sealed record QueryShape(string Name, string Collection, BsonDocument Filter, BsonDocument Sort, string Index)
{
    /// <summary>The same list from its second page on.</summary>
    public QueryShape Next(BsonValue key, BsonValue id) =>
        this with { Name = Name + ", next page", Filter = Paging.Next(Filter, Sort, key, id) };
}
