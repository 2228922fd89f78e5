using Hotline.Intake.Vault;
using Hotline.Testing;

namespace Hotline.Intake.Tests.Service;

/// <summary>What Intake stores comes back as it was.</summary>
public sealed class StoredTests
{
    public static TheoryData<System.Type> Records => [.. StoredRecords.Of(typeof(AppealState).Assembly)];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_stored_record_comes_back_whole(System.Type record) => Assert.Empty(StoredRecords.Lost(record));

    [Fact]
    public void Appeals_access_records_and_progress_are_among_them() => Assert.Subset(
        StoredRecords.Of(typeof(AppealState).Assembly).ToHashSet(),
        new HashSet<System.Type> { typeof(AppealState), typeof(AccessEntry), typeof(PublicProgress) });
}
