namespace Hotline.Tracking.Feed.Rules;

/// <summary>One numbered change: which fact it is, and what readers need to know before they read the fact.</summary>
public sealed record FeedEntry(int Partition, long Number, string Ticket, long V, FeedDetails Details);

/// <summary>A fact that waits for its number, under its key in the queue. Without details its event could not be read.</summary>
public sealed record WaitingFact(string QueueKey, int Partition, Unfed Fact, FeedDetails? Details);
