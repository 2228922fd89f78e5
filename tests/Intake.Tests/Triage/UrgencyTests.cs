using Hotline.Chassis.Reference;
using Hotline.Intake.Tests.Service;
using Hotline.Intake.V1;
using Hotline.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Tests.Triage;

/// <summary>Classes are data: a file makes one, and nothing else does.</summary>
[Collection(IntakeCollection.Name)]
public sealed class UrgencyTests(IntakeFixture fixture) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hotline-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_class_that_the_file_alone_adds_is_listed_and_accepted_and_goes_by_its_own_flags()
    {
        AddFlood();
        await using var replica = await fixture.StartReplicaAsync(("Hotline:Data", _folder));
        var intake = new IntakeService.IntakeServiceClient(replica.Public);
        var listed = await intake.ListUrgencyClassesAsync(new(), fixture.As("FIELD_WORKER"));
        Assert.Equal(["FLOOD", "EMERGENCY", "EPIDEMIC", "URGENT", "NORMAL", "COMPLEX"], listed.Classes.Select(each => each.Urgency));
        var flood = listed.Classes[0];
        Assert.Equal(("汛情", "Flood", TimeSpan.FromHours(3)), (flood.NameZh, flood.NameEn, flood.Feedback.ToTimeSpan()));
        Assert.Equal((true, true, false), (flood.IsUrgentLane, flood.IsPausable, flood.IsCalledAtAnyHour));

        var appeal = await intake.SubmitAppealAsync(Flood(), fixture.As("OPERATOR"));

        var said = appeal.Snapshot;
        Assert.Equal(("FLOOD", "汛情", true), (said.Urgency, said.UrgencyName, said.IsUrgentLane));
        await fixture.FactIsArchivedAsync(appeal.AppealId);
        var facts = fixture.Database.GetCollection<BsonDocument>("facts");
        var fact = await facts.Find(new BsonDocument("ticket", appeal.AppealId)).SingleAsync();
        Assert.True(fact["isUrgent"].AsBoolean);
    }

    [Fact]
    public async Task A_class_that_no_file_names_is_refused_and_so_is_none()
    {
        var unknown = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(Flood(), fixture.As("OPERATOR")));
        Assert.Equal(["urgency"], unknown.Fields());
        var missing = await IntakeFixture.RefusedAsync(
            fixture.Intake.SubmitAppealAsync(new SubmitAppealRequest(Flood()) { Urgency = "" }, fixture.As("OPERATOR")));
        Assert.Equal(["urgency"], missing.Fields());
    }

    private static SubmitAppealRequest Flood()
    {
        var request = IntakeFixture.Request();
        request.Urgency = "FLOOD";
        return request;
    }

    private void AddFlood()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Platform.RepositoryRoot, "deploy", "data")))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        const string Classes = "\"classes\": [";
        const string Added =
            """
            {
              "id": "FLOOD", "nameZh": "汛情", "nameEn": "Flood", "rank": 1, "dispatch": "10m", "sign": "5m", "response": "20m",
              "feedback": "3h", "responseFromAcceptance": true, "feedbackFromAcceptance": true,
              "urgentLane": true, "extendable": false, "pausable": true, "calledAtAnyHour": false
            },
            """;
        var path = Path.Combine(_folder, ClocksFile.Name);
        var text = File.ReadAllText(path);
        for (var rank = 5; rank > 0; rank--)
        {
            text = text.Replace($"\"rank\": {rank},", $"\"rank\": {rank + 1},", StringComparison.Ordinal);
        }

        File.WriteAllText(path, text.Replace(Classes, Classes + Added, StringComparison.Ordinal));
    }
}
