using Hotline.Chassis.Facts;
using Hotline.Chassis.Outbox;

namespace Hotline.Tracking.Feed;

/// <summary>Joins the feed to the outbox: a fact waits for its number before it is archived, and gets it as soon as it is.</summary>
public sealed class FeedHook(FeedQueue queue, FeedSequencer sequencer) : IArchiveHook
{
    public Task ArchivingAsync(IReadOnlyList<Fact> facts, CancellationToken cancel) => queue.ArchivingAsync(facts, cancel);

    public void Archived() => sequencer.Wake();
}
