using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Store;
using Hotline.Testing;
using Hotline.Type.V1;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Hotline.Chassis.Tests.Store;

/// <summary>What is stored is exactly what a map names.</summary>
public sealed class StoredTests
{
    public static TheoryData<System.Type> Records => [.. StoredRecords.Of(typeof(Fact).Assembly)];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_stored_record_comes_back_whole(System.Type record) => Assert.Empty(StoredRecords.Lost(record));

    [Fact]
    public void A_fact_and_its_events_are_stored_and_nothing_else_of_the_chassis() =>
        Assert.Equal(["Fact", "FactActor", "OutboxEvent"], StoredRecords.Of(typeof(Fact).Assembly).Select(type => type.Name));

    [Fact]
    public void A_record_without_a_map_is_refused_by_name()
    {
        MongoSetup.RegisterSerializers();
        var error = Assert.Throws<BsonSerializationException>(() => new Unmapped("a").ToBsonDocument());
        Assert.Contains(nameof(Unmapped), error.Message);
        Assert.Throws<BsonSerializationException>(() => BsonSerializer.Deserialize<Unmapped>(new BsonDocument("text", "a")));
    }

    [Fact]
    public void A_record_without_a_map_is_refused_inside_a_mapped_one()
    {
        Stored.Map<Outer>(nameof(Outer.Inner));
        var error = Assert.ThrowsAny<BsonSerializationException>(() => new Outer([new Unmapped("a")]).ToBsonDocument());
        Assert.Contains(nameof(Unmapped), error.Message);
    }

    [Fact]
    public void A_message_is_refused()
    {
        Stored.Map<WithMessage>(nameof(WithMessage.Message));
        Assert.ThrowsAny<BsonSerializationException>(() => new WithMessage { Message = new Actor { Subject = "p1" } }.ToBsonDocument());
        Assert.ThrowsAny<BsonSerializationException>(() => new WithMessage { Message = new Timestamp() }.ToBsonDocument());
    }

    [Fact]
    public void A_property_that_is_not_named_is_not_stored_and_does_not_come_back()
    {
        Stored.Map<TwoParts>(nameof(TwoParts.Kept));
        var document = new TwoParts { Kept = Role.Operator, Memory = "m" }.ToBsonDocument();
        Assert.Equal(new BsonDocument("kept", "Operator"), document);
        Assert.Equal("none", BsonSerializer.Deserialize<TwoParts>(document.Add("memory", "of an older version")).Memory);
    }

    [Theory]
    [InlineData("Operator,Dispatcher")]
    [InlineData("Operator, Dispatcher")]
    [InlineData("15")]
    [InlineData("operator")]
    [InlineData(" Operator")]
    [InlineData("")]
    [InlineData(15)]
    public void An_enum_is_read_by_its_whole_exact_name_alone(object stored)
    {
        Stored.Map<TwoParts>(nameof(TwoParts.Kept));
        var document = new BsonDocument("kept", BsonValue.Create(stored));
        Assert.Throws<FormatException>(() => BsonSerializer.Deserialize<TwoParts>(document));
    }

    [Fact]
    public void A_value_without_a_name_is_not_stored()
    {
        Stored.Map<TwoParts>(nameof(TwoParts.Kept));
        Assert.ThrowsAny<BsonSerializationException>(() => new TwoParts { Kept = (Role)99 }.ToBsonDocument());
    }

    [Fact]
    public void A_property_that_is_missing_in_its_map_is_found_by_the_round_trip()
    {
        Stored.Map<TwoParts>(nameof(TwoParts.Kept));
        Assert.Contains(StoredRecords.Lost(typeof(TwoParts)), lost => lost.StartsWith("TwoParts.Memory", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_is_stored_as_an_array_whatever_it_is_made_of()
    {
        Stored.Map<WithList>(nameof(WithList.Items));
        var expected = new BsonDocument("items", new BsonArray { "Operator", "Analyst" });
        Role[] roles = [Role.Operator, Role.Analyst];
        IReadOnlyList<Role>[] lists = [roles, [.. roles], [Role.Operator, Role.Analyst], roles.ToList(), roles.ToImmutableArray()];
        Assert.All(lists, list => Assert.Equal(expected, new WithList(list).ToBsonDocument()));
        Assert.Equal([], BsonSerializer.Deserialize<WithList>(new WithList([]).ToBsonDocument()).Items);
    }

    [Fact]
    public void A_map_can_be_given_again_but_not_another_one()
    {
        Stored.Map<Twice>(nameof(Twice.One));
        Stored.Map<Twice>(nameof(Twice.One));
        var error = Assert.Throws<InvalidOperationException>(() => Stored.Map<Twice>(nameof(Twice.One), nameof(Twice.Two)));
        Assert.Contains(nameof(Twice), error.Message);
    }

    [Fact]
    public void What_follows_from_other_properties_cannot_be_mapped() =>
        Assert.Throws<ArgumentException>(() => Stored.Map<Computed>(nameof(Computed.Length)));

    private sealed record Unmapped(string Text);

    private sealed record Outer(IReadOnlyList<Unmapped> Inner);

    private sealed record WithMessage
    {
        public Google.Protobuf.IMessage? Message { get; init; }
    }

    private sealed record WithList(IReadOnlyList<Role> Items);

    private sealed record TwoParts
    {
        public Role Kept { get; init; }

        public string Memory { get; init; } = "none";
    }

    private sealed record Twice(string One, string Two);

    private sealed record Computed(string Text)
    {
        public int Length => Text.Length;
    }
}
