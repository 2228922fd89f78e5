using Hotline.Chassis.Store;
using Hotline.Testing;
using Hotline.Tracking.Lifecycle;

namespace Hotline.Tracking.Tests.Service;

/// <summary>What Tracking stores comes back as it was.</summary>
public sealed class StoredTests
{
    public static TheoryData<System.Type> Records => [.. StoredRecords.Of(typeof(TicketRecord).Assembly)];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_stored_record_comes_back_whole(System.Type record) => Assert.Empty(StoredRecords.Lost(record));

    [Fact]
    public void The_next_deadline_is_stored_where_the_worker_looks_for_it()
    {
        TicketBson.MapStored();

        var due = new DateTime(2022, 9, 28, 4, 5, 0, DateTimeKind.Utc);
        Assert.Equal(due, StateBson.Write(new TicketRecord { NextDue = due })[DueDeadlines.NextDue].ToUniversalTime());
    }

    [Fact]
    public void Tickets_are_among_them() => Assert.Contains(typeof(TicketRecord), StoredRecords.Of(typeof(TicketRecord).Assembly));
}
