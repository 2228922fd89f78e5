using Hotline.Chassis.Reference;
using Hotline.Intake.V1;
using Hotline.Testing;

namespace Hotline.Intake.Tests.Service;

/// <summary>Another district changes files, not code.</summary>
[Collection(IntakeCollection.Name)]
public sealed class OtherDistrictTests(IntakeFixture fixture) : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("hotline-data-");

    [Fact]
    public async Task It_numbers_its_own_tickets_and_reads_a_telephone_as_of_its_own_area()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Platform.RepositoryRoot, "deploy", "data")))
        {
            File.Copy(file, Path.Combine(_data.FullName, Path.GetFileName(file)));
        }

        File.WriteAllText(
            Path.Combine(_data.FullName, DistrictFile.Name),
            """{ "numberPrefix": "CD", "areaCode": "0314", "cityNames": ["承德市"] }""");
        await using var other = await fixture.StartReplicaAsync(("Hotline:Data", _data.FullName));
        var request = IntakeFixture.Request();
        request.Claimant.CallerPhone = "8700012";
        request.Course = "请打0314-8700012";

        var appeal = await new IntakeService.IntakeServiceClient(other.Public).SubmitAppealAsync(request, fixture.As("OPERATOR"));
        Assert.Matches("^CD[0-9]{12}$", appeal.Snapshot.TicketNumber);
        Assert.StartsWith("0314", appeal.Claimant.Phone, StringComparison.Ordinal);
        Assert.DoesNotContain("8700012", appeal.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _data.Delete(recursive: true);
}
