using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Hotline.Chassis.Store;

/// <summary>
/// Keeps a state record flat at the top level of its document, beside the envelope. A change writes only the
/// top-level elements that differ: the document is never replaced, because the outbox writes to it too.
/// </summary>
public static class StateBson
{
    /// <summary>The elements of a state, without _id.</summary>
    public static BsonDocument Write<TState>(TState state)
        where TState : class
    {
        var document = state.ToBsonDocument();
        document.Remove("_id");
        return document;
    }

    /// <summary>The state in a document; elements that its map does not name are ignored.</summary>
    /// <exception cref="FormatException">An element does not hold what its property needs.</exception>
    public static TState Read<TState>(BsonDocument document)
        where TState : class => BsonSerializer.Deserialize<TState>(document);

    /// <summary>What an update must set and unset to make one state of the other; top-level elements as wholes.</summary>
    public static (BsonDocument Set, BsonDocument Unset) Diff(BsonDocument before, BsonDocument after)
    {
        var set = new BsonDocument();
        var unset = new BsonDocument();
        foreach (var element in after)
        {
            if (!before.TryGetValue(element.Name, out var old) || old != element.Value)
            {
                set.Add(element);
            }
        }

        foreach (var element in before)
        {
            if (!after.Contains(element.Name))
            {
                unset.Add(element.Name, "");
            }
        }

        return (set, unset);
    }
}
