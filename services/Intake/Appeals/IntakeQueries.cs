using Hotline.Chassis.Access;
using Hotline.Chassis.Listing;
using Hotline.Chassis.Store;
using Hotline.Intake.Vault;
using MongoDB.Bson;

namespace Hotline.Intake.Appeals;

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
        District,
        new("appeals of the district in a range", Appeals, Of(DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1), Root), LatestFirst, "root_accepted"),
        District.Next(DateTime.UnixEpoch, "t1"),
        Town,
        Towns,
        Towns.Next(DateTime.UnixEpoch, "t1"),
        Town.Next(DateTime.UnixEpoch, "t1"),
        new("appeal by number", Appeals, ScopeOf(Root).Filter("scope").Add("ticketNumber", "MY220928000001"), [], "number"),
        Access,
        Access.Next(DateTime.UnixEpoch, "t1"),
    ];

    private static QueryShape District => new("appeals of the district", Appeals, Of(null, null, Root), LatestFirst, "root_accepted");

    private static QueryShape Town => new("appeals of a town", Appeals, Of(null, null, "110118100"), LatestFirst, "town_accepted");

    private static QueryShape Towns => new("appeals of several towns", Appeals, Of(null, null, "110118100", "110118101"), LatestFirst, "town_accepted");

    private static QueryShape Access => new("access records of a ticket", AccessLog.Collection, AccessLog.Of("t1"), AccessLog.LatestFirst, "ticket_at");

    private static BsonDocument Of(DateTime? from, DateTime? before, params string[] units) => AppealsOf(ScopeOf(units), Root, from, before);

    private static Scope ScopeOf(params string[] units) => Scope.Of(new Caller("shape", "", [], units, null));
}
