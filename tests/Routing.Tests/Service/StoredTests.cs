using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Testing;

namespace Hotline.Routing.Tests.Service;

/// <summary>What Routing stores comes back as it was.</summary>
public sealed class StoredTests
{
    public static TheoryData<System.Type> Records => [.. StoredRecords.Of(typeof(DispatchRecord).Assembly)];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_stored_record_comes_back_whole(System.Type record) => Assert.Empty(StoredRecords.Lost(record));

    [Fact]
    public void Dispatch_records_and_editions_are_among_them() => Assert.Subset(
        StoredRecords.Of(typeof(DispatchRecord).Assembly).ToHashSet(),
        new HashSet<System.Type> { typeof(DispatchRecord), typeof(ReferenceEdition) });
}
