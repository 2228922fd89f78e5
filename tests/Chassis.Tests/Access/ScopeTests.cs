using Hotline.Chassis.Access;
using Hotline.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Tests.Access;

/// <summary>The rows that a caller sees.</summary>
public sealed class ScopeTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public async Task InitializeAsync() => await Rows.InsertManyAsync(
    [
        Row("open", ["root", "town", "village"]),
        // As a service stores them: the scope leaves out those from whom it is hidden.
        Row("report against the town", ["root", "other"], "town", "village"),
        Row("report against the village", ["root", "town"], "village"),
        Row("report against the root", [], "root", "town", "village", "other"),
        new BsonDocument { { "_id", "one unit" }, { "scope", "town" } },
        new BsonDocument("_id", "no scope"),
    ]);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private IMongoCollection<BsonDocument> Rows => _database.Open().GetCollection<BsonDocument>("rows");

    [Theory]
    [InlineData("root", "open,report against the town,report against the village")]
    [InlineData("town", "one unit,open,report against the village")]
    [InlineData("village", "open")]
    [InlineData("root town", "one unit,open,report against the village")]
    [InlineData("other village", "open")]
    public async Task Who_acts_for_a_unit_from_which_a_row_is_hidden_does_not_see_it_through_another(string units, string seen)
    {
        var found = await Rows.Find(Of(units.Split(' ')).Filter("scope")).ToListAsync();
        Assert.Equal(seen.Split(','), found.Select(NameOf).Order(StringComparer.Ordinal));
    }

    private static Scope Of(string[] units) => Scope.Of(new Caller("p", "", [], units, null));

    private static string NameOf(BsonDocument row) => row["_id"].AsString;

    private static BsonDocument Row(string name, string[] scope, params string[] hiddenFrom) => new()
    {
        { "_id", name }, { "scope", new BsonArray(scope) }, { Scope.HiddenFrom, new BsonArray(hiddenFrom) },
    };
}
