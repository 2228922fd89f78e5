namespace Hotline.Tracking.Feed.Rules;

/// <summary>A fact that waits for its number.</summary>
public sealed record Unfed(string Ticket, long V);

/// <summary>Decides which waiting facts may be numbered now, so that a ticket's changes are numbered in their order.</summary>
public static class Numbering
{
    /// <summary>
    /// The facts that may be numbered, in order. A fact may when the one before it of the same ticket has been fed,
    /// or comes before it in the same batch; a page may hold a fact without its predecessor, which then waits for
    /// the next pass.
    /// </summary>
    public static IReadOnlyList<Unfed> Order(IEnumerable<Unfed> batch, IReadOnlySet<Unfed> fedPredecessors)
    {
        var ready = new List<Unfed>();
        foreach (var ticket in batch.GroupBy(f => f.Ticket))
        {
            long? last = null;
            foreach (var fact in ticket.OrderBy(f => f.V))
            {
                var follows = last is { } v
                    ? fact.V == v + 1
                    : fact.V == 1 || fedPredecessors.Contains(new(fact.Ticket, fact.V - 1));
                if (!follows)
                {
                    break;
                }

                ready.Add(fact);
                last = fact.V;
            }
        }

        return ready;
    }

    /// <summary>The predecessors whose state decides: of each ticket's first waiting fact.</summary>
    public static IEnumerable<Unfed> PredecessorsOf(IEnumerable<Unfed> batch) => batch
        .GroupBy(f => f.Ticket)
        .Select(g => g.MinBy(f => f.V)!)
        .Where(f => f.V > 1)
        .Select(f => f with { V = f.V - 1 });

    /// <summary>Neighbouring partitions as runs from first to last: all of them are one run, and one query.</summary>
    public static IEnumerable<(int First, int Last)> Runs(IEnumerable<int> partitions) => partitions
        .Order()
        .Select((partition, i) => (Partition: partition, Run: partition - i))
        .GroupBy(each => each.Run)
        .Select(run => (run.First().Partition, run.Last().Partition));
}
