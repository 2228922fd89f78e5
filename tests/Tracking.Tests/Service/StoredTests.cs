using Hotline.Testing;

namespace Hotline.Tracking.Tests.Service;

/// <summary>What Tracking stores comes back as it was.</summary>
public sealed class StoredTests
{
    public static TheoryData<System.Type> Records => [.. StoredRecords.Of(typeof(TicketRecord).Assembly)];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_stored_record_comes_back_whole(System.Type record) => Assert.Empty(StoredRecords.Lost(record));

    [Fact]
    public void Tickets_are_among_them() => Assert.Contains(typeof(TicketRecord), StoredRecords.Of(typeof(TicketRecord).Assembly));
}
