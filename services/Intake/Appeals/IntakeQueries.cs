using Hotline.Chassis.Access;
using Hotline.Chassis.Store;
using MongoDB.Bson;

namespace Hotline.Intake.Appeals;

/// <summary>The queries behind Intake's lists, and the indexes that serve them.</summary>
public static class IntakeQueries
{
    /// <summary>The collection of appeals.</summary>
    public const string Appeals = "appeals";

    /// <summary>The order of the list of appeals.</summary>
    public static readonly BsonDocument LatestFirst = new() { { "acceptedAt", -1 }, { "_id", -1 } };

    /// <summary>Lists need neither content nor what is sealed.</summary>
    public static readonly BsonDocument WithoutContent = new() { { "content", 0 }, { "vault", 0 }, { "pending", 0 } };

    public static IReadOnlyList<IndexSpec> Indexes { get; } =
    [
        new IndexSpec("number", new BsonDocument("ticketNumber", 1)) { Unique = true },
        new IndexSpec("root_accepted", new BsonDocument { { "root", 1 }, { "acceptedAt", -1 }, { "_id", -1 } }),
        new IndexSpec("town_accepted", new BsonDocument { { "town", 1 }, { "acceptedAt", -1 }, { "_id", -1 } }),
        // Few have it.
        new IndexSpec("hidden_root_accepted", new BsonDocument { { "hiddenRoot", 1 }, { "acceptedAt", -1 }, { "_id", -1 } })
        {
            Partial = new BsonDocument("hiddenRoot", new BsonDocument("$exists", true)),
        },
        // Few have it.
        new IndexSpec("upstream", new BsonDocument("upstreamKey", 1))
        {
            Unique = true,
            Partial = new BsonDocument("upstreamKey", new BsonDocument("$exists", true)),
        },
    ];

    /// <summary>The one appeal that an order of a higher level brought.</summary>
    public static BsonDocument OfUpstream(string key) => new("upstreamKey", key);

    /// <summary>Nothing but numbers and instants leaves the store of what is hidden from the root.</summary>
    public static readonly BsonDocument NumberOnly = new() { { "ticketNumber", 1 }, { "acceptedAt", 1 } };

    /// <summary>What is hidden from the root itself. None of it is in any scope, so that only numbers may be read by it.</summary>
    public static BsonDocument HiddenFrom(string root) => new("hiddenRoot", root);

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
}
