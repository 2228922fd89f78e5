using Hotline.MongoGateway.Commands;
using Hotline.MongoGateway.Errors;
using Hotline.MongoGateway.Hosting;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Tests.Commands;

/// <summary>What the engine says, in MongoDB's words; without a server.</summary>
public sealed class TranslationTests
{
    [Theory]
    [InlineData("23505", ErrorCode.DuplicateKey)]
    [InlineData("23P01", ErrorCode.DuplicateKey)]
    [InlineData("40001", ErrorCode.WriteConflict)]
    [InlineData("40P01", ErrorCode.WriteConflict)]
    [InlineData("M000E", ErrorCode.CursorNotFound)]
    [InlineData("M0008", ErrorCode.NamespaceNotFound)]
    [InlineData("57P02", ErrorCode.InterruptedDueToReplStateChange)]
    [InlineData("M00CX", ErrorCode.BadValue)]
    [InlineData("XX000", ErrorCode.InternalError)]
    public void A_state_of_the_engine_becomes_a_code(string state, ErrorCode expected)
    {
        Assert.Equal(expected, EngineStates.Translate(state));
    }

    [Fact]
    public void A_packed_state_is_unpacked()
    {
        Assert.Equal("M001C", EngineStates.Unpack(319029277));
    }

    [Fact]
    public void Write_errors_get_codes_that_a_driver_knows()
    {
        var reply = WriteErrors.Rewrite(new BsonDocument
        {
            { "n", 1 },
            { "writeErrors", new BsonArray { new BsonDocument { { "index", 1 }, { "code", 319029277 }, { "errmsg", "Index '_id_'" } } } },
            { "ok", 1.0 },
        }.ToBson());

        Assert.Equal(11000, reply["writeErrors"][0]["code"].AsInt32);
        Assert.Equal("E11000 duplicate key error: Index '_id_'", reply["writeErrors"][0]["errmsg"].AsString);
    }

    [Fact]
    public void A_match_that_changed_nothing_is_counted()
    {
        var reply = BsonDocument.Parse("{ lastErrorObject: { n: 0, updatedExisting: false }, value: { _id: 1 }, ok: 1.0 }").ToBson();
        FindAndModifyReply.Correct(reply);

        var corrected = new RawBsonDocument(reply);
        Assert.Equal((1, true), (corrected["lastErrorObject"]["n"].AsInt32, corrected["lastErrorObject"]["updatedExisting"].AsBoolean));
    }

    [Fact]
    public void No_match_stays_no_match()
    {
        var reply = BsonDocument.Parse("{ lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1.0 }").ToBson();
        var before = reply.ToArray();
        FindAndModifyReply.Correct(reply);

        Assert.Equal(before, reply);
    }

    [Fact]
    public void Reading_everything_through_the_index_of_ids_is_called_a_scan()
    {
        var all = PlanStages.Of(IndexScan("(shard_key_value = 5)"));
        var one = PlanStages.Of(IndexScan("((shard_key_value = 5) AND (object_id = x))"));

        Assert.Equal(("COLLSCAN", "IXSCAN"), (all["stage"].AsString, one["stage"].AsString));
    }

    [Theory]
    [InlineData("--listen")]
    [InlineData("--listen", "127.0.0.1:99", "--zork", "1")]
    [InlineData("--listen", "0.0.0.0:27017", "--postgres", "Host=x")]
    [InlineData("--listen", "nowhere", "--postgres", "Host=x")]
    [InlineData("--listen", "127.0.0.1:99")]
    public void Arguments_that_make_no_sense_end_with_a_sentence(params string[] arguments)
    {
        var failure = Assert.Throws<StartException>(() => Options.Parse(arguments));

        Assert.Equal(2, failure.ExitCode);
        Assert.NotEmpty(failure.Message);
    }

    private static BsonDocument IndexScan(string condition) => new()
    {
        { "Node Type", "Index Scan" }, { "Index Name", "_id_" }, { "Index Cond", condition }, { "Filter", "(document @= x)" },
    };
}
