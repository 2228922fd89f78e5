using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;

namespace Hotline.Chassis.Outbox;

/// <summary>A ticket in one round of the outbox: its oldest pending facts, and which of their events the broker has confirmed.</summary>
internal sealed class PendingTicket(string id, IReadOnlyList<Fact> facts)
{
    /// <summary>The longest time between two tries.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(60);

    private readonly HashSet<string> _confirmed = new(StringComparer.Ordinal);
    private readonly List<TracedEvent> _toPublish = Publishable(facts);

    public string Id => id;

    public IReadOnlyList<Fact> Facts => facts;

    public bool IsUrgent { get; } = facts.Any(fact => fact.IsUrgent);

    /// <summary>Set when an event could not be published: it joins no later wave, so that its events never overtake each other.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Its n-th event, null when it has fewer or one before it failed.</summary>
    public TracedEvent? Wave(int n) => !HasFailed && n < _toPublish.Count ? _toPublish[n] : null;

    public void Confirm(TracedEvent sent) => _confirmed.Add(sent.Event.MessageId);

    /// <summary>The facts with nothing left to publish: each event was confirmed, or a later one of its kind that replaces it.</summary>
    public IEnumerable<Fact> Done =>
        facts.Where(fact => fact.Events.All(each => _confirmed.Contains(each.MessageId) || IsSuperseded(each)));

    /// <summary>How long to wait before the next try: a quarter of the time it has waited already.</summary>
    public TimeSpan Backoff(DateTime now) =>
        TimeSpan.FromSeconds(Math.Clamp((now - facts[0].RecordedAt).TotalSeconds / 4, 2, LongestBackoff.TotalSeconds));

    private bool IsSuperseded(OutboxEvent sent) =>
        EventCatalogue.Find(sent.Type).IsConflatable
            && LastOf(facts, sent.Type) is var last
            && last != sent
            && _confirmed.Contains(last.MessageId);

    private static List<TracedEvent> Publishable(IReadOnlyList<Fact> facts) =>
    [
        .. facts.SelectMany(fact => fact.Events.Select(each => new TracedEvent(each, fact.TraceParent)))
            .Where(each => !EventCatalogue.Find(each.Event.Type).IsConflatable || LastOf(facts, each.Event.Type) == each.Event),
    ];

    private static OutboxEvent LastOf(IReadOnlyList<Fact> facts, string type) =>
        facts.SelectMany(fact => fact.Events).Last(each => string.Equals(each.Type, type, StringComparison.Ordinal));
}
