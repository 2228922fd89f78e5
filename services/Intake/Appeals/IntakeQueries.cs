using Hotline.Chassis.Access;
using Hotline.Chassis.Store;
using Hotline.Intake.Vault;
using MongoDB.Bson;

namespace Hotline.Intake.Appeals;

/// <summary>One query as the store sees it.</summary>
public sealed record QueryShape(string Name, string Collection, BsonDocument Filter, BsonDocument Sort);

/// <summary>The queries behind Intake's lists, and the indexes that serve them.</summary>
public static class IntakeQueries
{
    public const string Appeals = "appeals";

    private const string Root = "110118";

    public static readonly BsonDocument LatestFirst = new() { { "acceptedAt", -1 }, { "_id", -1 } };

    /// <summary>Lists need neither content nor what is sealed.</summary>
    public static readonly BsonDocument WithoutContent = new() { { "content", 0 }, { "vault", 0 }, { "phoneIndex", 0 }, { "pending", 0 } };

    public static IReadOnlyList<IndexSpec> Indexes { get; } =
    [
        new IndexSpec("number", new BsonDocument("ticketNumber", 1)) { Unique = true },
        new IndexSpec("root_accepted", new BsonDocument { { "root", 1 }, { "acceptedAt", -1 }, { "_id", -1 } }),
        new IndexSpec("town_accepted", new BsonDocument { { "town", 1 }, { "acceptedAt", -1 }, { "_id", -1 } }),
    ];

    /// <summary>The district's people see every appeal below the root, a town's people those of their town.</summary>
    public static BsonDocument AppealsOf(Scope scope, string root, DateTime? from, DateTime? before)
    {
        var filter = scope.Filter(scope.Allows(root) ? "root" : "town");
        var range = new BsonDocument();
        if (from is { } start)
        {
            range.Add("$gte", start);
        }

        if (before is { } end)
        {
            range.Add("$lt", end);
        }

        return range.ElementCount == 0 ? filter : filter.Add("acceptedAt", range);
    }

    /// <summary>Every list query, for the test that none sorts or scans.</summary>
    public static IReadOnlyList<QueryShape> All { get; } =
    [
        new("appeals of the district", Appeals, Of(null, null, Root), LatestFirst),
        new("appeals of the district in a range", Appeals, Of(DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1), Root), LatestFirst),
        new("next page of the appeals of the district", Appeals, After(Of(null, null, Root), "acceptedAt"), LatestFirst),
        new("appeals of a town", Appeals, Of(null, null, "110118100"), LatestFirst),
        new("appeals of several towns", Appeals, Of(null, null, "110118100", "110118101"), LatestFirst),
        new("next page of the appeals of a town", Appeals, After(Of(null, null, "110118100"), "acceptedAt"), LatestFirst),
        new("appeal by number", Appeals, ScopeOf(Root).Filter("scope").Add("ticketNumber", "MY220928000001"), []),
        new("access records of a ticket", AccessLog.Collection, AccessLog.Of("t1"), AccessLog.LatestFirst),
        new("next page of the access records of a ticket", AccessLog.Collection, After(AccessLog.Of("t1"), "at"), AccessLog.LatestFirst),
    ];

    private static BsonDocument Of(DateTime? from, DateTime? before, params string[] units) => AppealsOf(ScopeOf(units), Root, from, before);

    // As the chassis asks for a page behind a key.
    private static BsonDocument After(BsonDocument filter, string field) => new("$and", new BsonArray
    {
        filter,
        new BsonDocument
        {
            { field, new BsonDocument("$lte", DateTime.UnixEpoch) },
            {
                "$or", new BsonArray
                {
                    new BsonDocument(field, new BsonDocument("$lt", DateTime.UnixEpoch)),
                    new BsonDocument { { field, DateTime.UnixEpoch }, { "_id", new BsonDocument("$lt", "t1") } },
                }
            },
        },
    });

    private static Scope ScopeOf(params string[] units) => Scope.Of(new Caller("shape", "", [], units, null));
}
