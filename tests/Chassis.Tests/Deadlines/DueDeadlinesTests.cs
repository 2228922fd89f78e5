using Hotline.Chassis.Deadlines;

namespace Hotline.Chassis.Tests.Deadlines;

public sealed class DueDeadlinesTests
{
    private static readonly DateTime Now = new(2022, 10, 1, 2, 0, 0, DateTimeKind.Utc);

    /// <summary>A store uses a partial index only for a query that repeats its condition.</summary>
    [Fact]
    public void The_query_asks_for_what_the_index_holds()
    {
        var query = DueDeadlines.Before(Now);
        Assert.NotEmpty(DueDeadlines.Index.Partial!);
        Assert.All(DueDeadlines.Index.Partial!, held => Assert.All(
            held.Value.AsBsonDocument, condition => Assert.Equal(condition.Value, query[held.Name][condition.Name])));
    }

    [Fact]
    public void What_is_due_comes_in_the_order_of_the_index() => Assert.Equal(DueDeadlines.Index.Keys, DueDeadlines.Sort);

    [Fact]
    public void A_query_leaves_the_index_as_it_was()
    {
        DueDeadlines.Before(Now);

        Assert.Equal(["$exists"], DueDeadlines.Index.Partial![DueDeadlines.NextDue].AsBsonDocument.Names);
    }

    [Fact]
    public void Exactly_at_its_instant_a_deadline_is_not_due() =>
        Assert.Equal(Now, DueDeadlines.Before(Now)[DueDeadlines.NextDue]["$lt"].ToUniversalTime());
}
