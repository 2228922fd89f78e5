using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Hotline.Chassis.Store;

/// <summary>
/// Keeps a state record flat at the top level of its document, beside the envelope. A change writes only the
/// top-level elements that differ: the document is never replaced, because the outbox writes to it too.
/// </summary>
public static class StateBson
{
    public static BsonDocument Write<TState>(TState state)
        where TState : class
    {
        var document = state.ToBsonDocument();
        document.Remove("_id");
        return document;
    }

    public static TState Read<TState>(BsonDocument document)
        where TState : class => BsonSerializer.Deserialize<TState>(document);

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
