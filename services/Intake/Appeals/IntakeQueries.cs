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

    public static readonly BsonDocument LatestFirst = new() { { "acceptedAt", -1 }, { "_id", -1 } };

    /// <summary>Lists need neither content nor what is sealed.</summary>
    public static readonly BsonDocument WithoutContent = new() { { "content", 0 }, { "vault", 0 }, { "phoneIndex", 0 }, { "pending", 0 } };

    public static IReadOnlyList<IndexSpec> Indexes { get; } =
    [
        new IndexSpec("number", new BsonDocument("ticketNumber", 1)) { Unique = true },
        new IndexSpec("scope_accepted", new BsonDocument { { "scope", 1 }, { "acceptedAt", -1 }, { "_id", -1 } }),
    ];

    public static BsonDocument AppealsOf(Scope scope, DateTime? from, DateTime? before)
    {
        var filter = scope.Filter("scope");
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
        new("appeals of one unit", Appeals, AppealsOf(ScopeOf("110118"), null, null), LatestFirst),
        new("appeals of several units", Appeals, AppealsOf(ScopeOf("110118100", "110118101"), null, null), LatestFirst),
        new("appeals of one unit in a range", Appeals, AppealsOf(ScopeOf("110118"), DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1)), LatestFirst),
        new("appeal by number", Appeals, ScopeOf("110118").Filter("scope").Add("ticketNumber", "MY220928000001"), []),
        new("access records of a ticket", AccessLog.Collection, AccessLog.Of("t1"), AccessLog.LatestFirst),
    ];

    private static Scope ScopeOf(params string[] units) => Scope.Of(new Caller("shape", "", [], units, null));
}
