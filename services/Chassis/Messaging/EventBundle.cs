using Google.Protobuf;
using Hotline.Chassis.Facts;

namespace Hotline.Chassis.Messaging;

/// <summary>An event on its way out, and the trace it belongs to.</summary>
public sealed record Announcement(Outgoing Event, string? TraceParent);

/// <summary>Some events of one kind, announced as one message of the broker.</summary>
public sealed record EventBundle(EventCatalogue.Row Kind, IReadOnlyList<Announcement> Events)
{
    /// <summary>Many enough that a message costs little beside its events, few enough that one consumer does not hold all the work.</summary>
    public const int MostEvents = 32;

    /// <summary>Well below what a broker takes, also when each event is a long history.</summary>
    public const int MostCharacters = 512 * 1024;

    /// <summary>Puts what is announced together into as few bundles as may be; the order within a kind stays.</summary>
    public static IReadOnlyList<EventBundle> Pack(IEnumerable<Announcement> announced)
    {
        var bundles = new List<EventBundle>();
        foreach (var kind in announced.GroupBy(each => each.Event.Type, StringComparer.Ordinal))
        {
            var row = EventCatalogue.Find(kind.Key);
            var (events, size) = (new List<Announcement>(), 0);
            foreach (var each in kind)
            {
                if (events.Count == MostEvents || (events.Count > 0 && size + each.Event.Json.Length > MostCharacters))
                {
                    bundles.Add(new EventBundle(row, events));
                    (events, size) = ([], 0);
                }

                events.Add(each);
                size += each.Event.Json.Length;
            }

            bundles.Add(new EventBundle(row, events));
        }

        return bundles;
    }

    /// <summary>The message; its JSON is put together from that of its events, which was made when they happened.</summary>
    public IMessage ToMessage()
    {
        var bundle = Kind.Bundle.Parser.ParseFrom(ByteString.Empty);
        var list = EventCatalogue.EventsOf(bundle);
        foreach (var (outgoing, _) in Events)
        {
            list.Add(outgoing.Live ?? ProtoJson.Parse(outgoing.Json, Kind.Event));
        }

        ProtoJson.Remember(bundle, $$"""{ "events": [ {{string.Join(", ", Events.Select(each => each.Event.Json))}} ] }""");
        return bundle;
    }
}
