using Hotline.Chassis.Facts;
using Hotline.Chassis.Time;
using MongoDB.Driver;

namespace Hotline.Tracking.Feed;

/// <summary>
/// Gives archived facts their numbers in the feed. Each step may be repeated: a fact that has its number keeps it, and
/// leaves the queue only after the number is stored. A fact that cannot be numbered is put aside and stops no other.
/// </summary>
public sealed partial class FeedSequencer(
    FactStore<TicketRecord> tickets,
    FeedNumbers numbers,
    FeedQueue queue,
    FeedAside aside,
    FeedLeases leases,
    FeedTail tail,
    FeedOptions options,
    TimeProvider system,
    ILogger<FeedSequencer> logger) : PollingWorker(options.Interval, system, logger)
{
    private const int Page = 500;

    private readonly WakeUp _wake = new();
    private readonly Stragglers _stragglers = new(options.MissingAfter, system);
    private string _after = "";
    private bool _hasNumbered;

    /// <summary>Facts were archived, sooner than the interval would tell.</summary>
    public void Wake() => _wake.Set();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await leases.ReleaseAsync();
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            ReleaseFailed(error.GetType().Name);
        }
    }

    protected override Task PauseAsync(TimeSpan pause, CancellationToken cancel) =>
        pause > options.Interval ? base.PauseAsync(pause, cancel) : _wake.WaitAsync(pause, SystemTime, cancel);

    /// <summary>
    /// One page of the queue. Pages follow each other through the whole queue, so that what stays there stands before
    /// nothing; a round in which nothing was numbered is followed by a pause.
    /// </summary>
    protected override async Task<bool> PassAsync(CancellationToken cancel)
    {
        await leases.KeepAsync(cancel);
        await aside.ReturnAsync(cancel);
        if (_after.Length == 0)
        {
            _stragglers.NextRound();
            _hasNumbered = false;
        }

        var page = await PageAsync(cancel);
        var (isFull, isFirst) = (page.Count == Page, _after.Length == 0);
        // Also when this page fails: the next pass goes on behind it.
        _after = isFull ? page[^1].QueueKey : "";
        _hasNumbered |= page.Count > 0 && await NumberAsync(page, cancel);
        return isFull || (!isFirst && _hasNumbered);
    }

    private async Task<List<WaitingFact>> PageAsync(CancellationToken cancel)
    {
        var page = new List<WaitingFact>();
        foreach (var (first, last) in Numbering.Runs(leases.Held))
        {
            if (page.Count < Page && string.CompareOrdinal(QueueKey.Start(last + 1), _after) > 0)
            {
                page.AddRange(await queue.ReadAsync(first, last, _after, Page - page.Count, cancel));
            }
        }

        return page;
    }

    /// <summary>Numbers what may be numbered of a page; whether there was any.</summary>
    private async Task<bool> NumberAsync(List<WaitingFact> page, CancellationToken cancel)
    {
        await aside.PutAsync(page.FindAll(fact => fact.Details is null), FeedAside.Unreadable, cancel);
        page.RemoveAll(fact => fact.Details is null);
        var predecessors = Numbering.PredecessorsOf(page.Select(waiting => waiting.Fact)).ToList();
        // The archive before the queue: no fact is there before its entry was made.
        var archived = await tickets.ArchivedAsync(page.Select(waiting => waiting.Fact).Union(predecessors), cancel);
        var waits = predecessors.Count > 0 ? await queue.WaitingAsync(predecessors, cancel) : [];
        var missing = page.FindAll(waiting => !archived.Contains(waiting.Fact));
        await aside.PutAsync(missing.FindAll(waiting => _stragglers.IsLate(waiting.QueueKey)), FeedAside.Missing, cancel);

        var byFact = page.Where(waiting => archived.Contains(waiting.Fact)).DistinctBy(waiting => waiting.Fact)
            .OrderBy(waiting => waiting.Details!.RecordedAt).ToDictionary(waiting => waiting.Fact);
        var fed = predecessors.Where(fact => !waits.Contains(fact) && (archived.Contains(fact) || IsLost(fact, byFact))).ToHashSet();
        var done = await numbers.GiveAsync([.. Numbering.Order(byFact.Keys, fed).Select(fact => byFact[fact])], cancel);
        if (done.Count > 0)
        {
            tail.Wake();
            await queue.RemoveAsync(done, cancel);
        }

        return done.Count > 0;
    }

    /// <summary>A fact that is neither archived nor in the queue, and for which its successor has waited long enough.</summary>
    private bool IsLost(Unfed fact, Dictionary<Unfed, WaitingFact> waiting) =>
        waiting.TryGetValue(fact with { V = fact.V + 1 }, out var next) && _stragglers.IsLate(next.QueueKey);

    [LoggerMessage(410, LogLevel.Warning, "The leases could not be released: {Kind}")]
    private partial void ReleaseFailed(string kind);
}
