using Hotline.MongoGateway.Commands;
using Hotline.MongoGateway.Tests.Platform;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.MongoGateway.Tests.Commands;

/// <summary>What is not understood is refused, never ignored.</summary>
[Trait("Category", "Gateway")]
public sealed class RefusalTests(TestDatabase store) : IClassFixture<TestDatabase>
{
    /// <summary>Whatever is in the table, so that a command that is added is looked at too; greetings carry what drivers like.</summary>
    [GatewayFact]
    public async Task Refuses_an_unknown_option_of_every_command()
    {
        var commands = CommandTable.All.Where(command => !command.TakesAnyField).ToList();

        Assert.True(commands.Count > 20);
        foreach (var command in commands)
        {
            var failure = await FailAsync(new BsonDocument { { command.Name, "c" }, { "zork", 1 } });
            var isRefused = failure.Code == 40415 && failure.Message.Contains($"'{command.Name}.zork'", StringComparison.Ordinal);
            Assert.True(isRefused, $"{command.Name}: {failure.Message}");
        }
    }

    [GatewayFact]
    public async Task Refuses_unknown_fields_inside_the_statements_of_a_write()
    {
        string[] commands =
        [
            "{ update: 'c', updates: [ { q: {}, u: { $set: { a: 1 } }, zork: 1 } ] }",
            "{ delete: 'c', deletes: [ { q: {}, limit: 1, zork: 1 } ] }",
        ];

        foreach (var command in commands.Select(BsonDocument.Parse))
        {
            Assert.Equal(40415, (await FailAsync(command)).Code);
        }
    }

    [GatewayFact]
    public async Task Refuses_unknown_commands_by_name()
    {
        var failure = await FailAsync(new BsonDocument("shutdown", 1));

        Assert.Equal((59, "CommandNotFound"), (failure.Code, failure.CodeName));
        Assert.Contains("shutdown", failure.Message, StringComparison.Ordinal);
    }

    [GatewayFact]
    public async Task Refuses_unknown_operators_and_stages()
    {
        var collection = store.NewCollection();

        await Assert.ThrowsAsync<MongoCommandException>(() => collection.Find(BsonDocument.Parse("{ $zork: 1 }")).ToListAsync());
        await Assert.ThrowsAsync<MongoCommandException>(() => collection.Find(BsonDocument.Parse("{ a: { $zork: 1 } }")).ToListAsync());
        Assert.Equal(40324, (await Assert.ThrowsAsync<MongoCommandException>(() => collection.AggregateAsync<BsonDocument>(
            new[] { BsonDocument.Parse("{ $zork: {} }") }))).Code);
    }

    [GatewayFact]
    public async Task Refuses_an_unknown_update_operator_as_a_write_error()
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(new BsonDocument("_id", 1));

        var failure = await Assert.ThrowsAsync<MongoWriteException>(() => collection.UpdateOneAsync("{ _id: 1 }", "{ $zork: { a: 1 } }"));

        Assert.Equal(9, failure.WriteError.Code);
    }

    [GatewayFact]
    public async Task Refuses_a_promise_it_cannot_keep()
    {
        var collection = store.NewCollection().WithWriteConcern(new WriteConcern(3));

        var failure = await Assert.ThrowsAsync<MongoCommandException>(() => collection.InsertOneAsync(new BsonDocument("_id", 1)));

        Assert.Equal(100, failure.Code);
        Assert.Equal(0, await collection.CountDocumentsAsync(Builders<BsonDocument>.Filter.Empty));
    }

    [GatewayFact]
    public async Task Refuses_a_bad_collection_name()
    {
        Assert.Equal(73, (await FailAsync(BsonDocument.Parse("{ insert: '', documents: [ { a: 1 } ] }"))).Code);
        Assert.Equal(73, (await FailAsync(BsonDocument.Parse("{ insert: '$x', documents: [ { a: 1 } ] }"))).Code);
    }

    [GatewayFact]
    public async Task Refuses_a_hint_of_an_index_that_is_not_there()
    {
        var collection = store.NewCollection();
        await collection.InsertOneAsync(new BsonDocument("_id", 1));

        await Assert.ThrowsAsync<MongoCommandException>(() => collection.Find(
            Builders<BsonDocument>.Filter.Empty, new FindOptions { Hint = "nowhere" }).ToListAsync());
    }

    [GatewayFact]
    public async Task Listing_the_indexes_of_nothing_is_namespace_not_found()
    {
        Assert.Equal(26, (await FailAsync(new BsonDocument("listIndexes", "nowhere"))).Code);
    }

    private async Task<MongoCommandException> FailAsync(BsonDocument command) =>
        await Assert.ThrowsAnyAsync<MongoCommandException>(() => store.Database.RunCommandAsync<BsonDocument>(command));
}
