using System.Diagnostics;
using Grpc.Core;
using Hotline.Intake.V1;
using Hotline.Testing;

namespace Hotline.Intake.Tests.Service;

/// <summary>Without the store each caller is told so in time, however many ask at once.</summary>
[Collection(IntakeCollection.Name)]
public sealed class StoreAwayTests(IntakeFixture fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Forty_submits_at_once_are_all_answered_UNAVAILABLE_within_ten_seconds(bool isFrozen)
    {
        await using var store = new FaultProxy(Platform.Current.MongoDb);
        // This process has no block of numbers yet: the first thing a submit needs of the store.
        await using var replica = await fixture.StartReplicaAsync(("HOTLINE_MONGODB", store.Address));
        var intake = new IntakeService.IntakeServiceClient(replica.Public);
        if (isFrozen)
        {
            store.Freeze();
        }
        else
        {
            await store.CutAsync();
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            var watch = Stopwatch.StartNew();
            var call = intake.SubmitAppealAsync(IntakeFixture.Request(), fixture.As("OPERATOR"), DateTime.UtcNow.AddSeconds(50));
            return (Refused: await IntakeFixture.RefusedAsync(call), watch.Elapsed);
        }));

        Assert.All(answers, answer =>
            Assert.Equal((StatusCode.Unavailable, "UNAVAILABLE"), (answer.Refused.StatusCode, answer.Refused.Reason())));
        Assert.InRange(answers.Max(answer => answer.Elapsed), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
