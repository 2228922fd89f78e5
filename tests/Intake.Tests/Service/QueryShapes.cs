using Hotline.Chassis.Access;
using Hotline.Intake.Appeals;
using Hotline.Intake.Vault;
using Hotline.Testing;
using MongoDB.Bson;

namespace Hotline.Intake.Tests.Service;

/// <summary>Every list query of Intake, as it is asked, with the index that must serve it.</summary>
internal static class QueryShapes
{
    private const string Root = "110118";

    public static IReadOnlyList<QueryShape> All { get; } =
    [
        District,
        District with { Name = "appeals of the district in a range", Filter = Of(DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1), Root) },
        District.Next(DateTime.UnixEpoch, "t1"),
        Town,
        Towns,
        Towns.Next(DateTime.UnixEpoch, "t1"),
        Town.Next(DateTime.UnixEpoch, "t1"),
        new("appeal by number", IntakeQueries.Appeals, ScopeOf(Root).Filter("scope").Add("ticketNumber", "MY220928000001"), [], "number"),
        Transferred,
        Transferred.Next(DateTime.UnixEpoch, "t1"),
        Access,
        Access.Next(DateTime.UnixEpoch, "t1"),
    ];

    private static QueryShape District =>
        new("appeals of the district", IntakeQueries.Appeals, Of(null, null, Root), IntakeQueries.LatestFirst, "root_accepted");

    private static QueryShape Town =>
        new("appeals of a town", IntakeQueries.Appeals, Of(null, null, "110118100"), IntakeQueries.LatestFirst, "town_accepted");

    private static QueryShape Towns =>
        Town with { Name = "appeals of several towns", Filter = Of(null, null, "110118100", "110118101") };

    private static QueryShape Transferred => new(
        "numbers of reports against the root",
        IntakeQueries.Appeals,
        IntakeQueries.HiddenFrom(Root),
        IntakeQueries.LatestFirst,
        "hidden_root_accepted");

    private static QueryShape Access =>
        new("access records of a ticket", AccessLog.Collection, AccessLog.Of("t1"), AccessLog.LatestFirst, "ticket_at");

    private static BsonDocument Of(DateTime? from, DateTime? before, params string[] units) =>
        IntakeQueries.AppealsOf(ScopeOf(units), Root, from, before);

    private static Scope ScopeOf(params string[] units) => Scope.Of(new Caller("shape", "", [], units, null));
}
