namespace Hotline.Chassis.Messaging;

/// <summary>Some events of one kind in one lane, published as one message of the broker.</summary>
/// <param name="Kind">The row that all its events belong to.</param>
/// <param name="IsUrgent">Whether it travels in the urgent lane.</param>
/// <param name="Events">At least one, in the order in which consumers read them.</param>
public sealed record EventBatch(EventCatalogue.Row Kind, bool IsUrgent, IReadOnlyList<TracedEvent> Events)
{
    /// <summary>Many enough that a message costs little beside its events, few enough to share the work among consumers.</summary>
    public const int MaxEvents = 32;

    /// <summary>Well below what a broker takes, also when each event is a long history. A larger event travels alone.</summary>
    public const int MaxCharacters = 512 * 1024;

    /// <summary>The body of the broker's message, built from the stored JSON of its events.</summary>
    public string Json => $$"""{ "events": [ {{string.Join(", ", Events.Select(each => each.Event.Json))}} ] }""";

    /// <summary>Packs the events of one lane into as few batches as the limits allow; the order within a kind stays.</summary>
    /// <exception cref="ArgumentException">An event's type is not in the catalogue.</exception>
    public static IReadOnlyList<EventBatch> Pack(IEnumerable<TracedEvent> events, bool isUrgent = false)
    {
        var batches = new List<EventBatch>();
        foreach (var kind in events.GroupBy(each => each.Event.Type, StringComparer.Ordinal))
        {
            var row = EventCatalogue.Find(kind.Key);
            var (packed, size) = (new List<TracedEvent>(), 0);
            foreach (var each in kind)
            {
                if (packed.Count == MaxEvents || (packed.Count > 0 && size + each.Event.Json.Length > MaxCharacters))
                {
                    batches.Add(new EventBatch(row, isUrgent, packed));
                    (packed, size) = ([], 0);
                }

                packed.Add(each);
                size += each.Event.Json.Length;
            }

            batches.Add(new EventBatch(row, isUrgent, packed));
        }

        return batches;
    }
}
