using System.Text;
using Hotline.Intake.Callers;
using Hotline.Intake.V1;
using Hotline.Type.V1;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Tests.Service;

/// <summary>Who calls again is known by the reference, and by nothing else.</summary>
[Collection(IntakeCollection.Name)]
public sealed class ClaimantRefTests(IntakeFixture fixture)
{
    private static int _numbers;

    [Fact]
    public async Task The_same_number_has_the_same_reference_however_it_is_typed()
    {
        var phone = NextPhone();
        var first = await RefAsync(phone);
        Assert.Equal(first, await RefAsync($"+86 {phone[..3]}-{phone[3..]}"));
        Assert.Equal(first, await RefAsync(request => request.Claimant = new Claimant
        {
            Name = "马小明",
            CallerPhone = NextPhone(),
            ContactPhone = phone,
            Kind = ClaimantKind.Person,
        }));
        Assert.NotEqual(first, await RefAsync(NextPhone()));
    }

    [Fact]
    public async Task Forty_first_calls_of_one_number_at_two_replicas_get_one_reference()
    {
        await using var replica = await fixture.StartReplicaAsync();
        var other = new IntakeService.IntakeServiceClient(replica.Public);
        var phone = NextPhone();
        var before = await CallersAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var request = IntakeFixture.Request();
            request.Claimant.CallerPhone = phone;
            return await (i % 2 == 0 ? fixture.Intake : other).SubmitAppealAsync(request, fixture.As("OPERATOR"));
        }));
        Assert.Single(answers.Select(answer => answer.Snapshot.ClaimantRef).Distinct());
        Assert.Equal(before + 1, await CallersAsync());
    }

    [Fact]
    public async Task Claimants_without_a_number_are_never_one()
    {
        Assert.NotEqual(await RefAsync(""), await RefAsync(""));
        var request = IntakeFixture.Request();
        request.Claimant.CallerPhone = "";
        var first = await fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR"));
        Assert.Equal(first, await fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR")));
    }

    [Fact]
    public async Task A_caller_whose_appeal_was_never_stored_is_found_by_the_repeat()
    {
        var phone = NextPhone();
        var reference = await fixture.Service.Get<CallerStore>().ReferenceOfAsync(PhoneNumber.Parse(phone, "010"), default);
        Assert.Equal(reference, await RefAsync(phone));
    }

    [Fact]
    public async Task Of_a_confidential_appeal_only_the_event_carries_it()
    {
        var phone = NextPhone();
        var open = await RefAsync(phone);
        var hidden = await SubmitAsync(request =>
        {
            request.Claimant.CallerPhone = phone;
            request.AppealType = AppealType.Report;
        });
        var read = await fixture.Intake.GetAppealAsync(new GetAppealRequest { AppealId = hidden.AppealId }, fixture.As("OPERATOR"));
        var listed = await fixture.Intake.ListAppealsAsync(new ListAppealsRequest(), fixture.As("OPERATOR"));
        var repeated = listed.Appeals.Single(appeal => appeal.AppealId == hidden.AppealId);
        Assert.All([hidden, read, repeated], appeal => Assert.Equal("", appeal.Snapshot.ClaimantRef));
        var stored = await fixture.Appeals.Find(new BsonDocument("_id", hidden.AppealId)).SingleAsync();
        Assert.Equal(open, stored["claimantRef"].AsString);
    }

    [Fact]
    public async Task A_forgotten_caller_leaves_the_appeals_as_they_are_and_is_a_new_one_next_time()
    {
        var phone = NextPhone();
        var appeal = await SubmitAsync(request => request.Claimant.CallerPhone = phone);
        var neighbour = await RefAsync(NextPhone());
        var (reference, before) = (appeal.Snapshot.ClaimantRef, await CallersAsync());
        await fixture.Service.Get<CallerStore>().Callers.DeleteOneAsync(new BsonDocument("_id", reference));
        Assert.Equal(before - 1, await CallersAsync());
        Assert.Equal(appeal.Snapshot, (await fixture.Intake.GetAppealAsync(
            new GetAppealRequest { AppealId = appeal.AppealId }, fixture.As("OPERATOR"))).Snapshot);
        Assert.NotEqual(reference, await RefAsync(phone));
        Assert.Equal(1, await fixture.Service.Get<CallerStore>().Callers.CountDocumentsAsync(new BsonDocument("_id", neighbour)));
    }

    [Fact]
    public async Task Neither_appeals_nor_callers_show_the_number_or_its_entry()
    {
        var phone = NextPhone();
        await RefAsync(phone);
        var entry = Assert.Single(fixture.Service.Get<PhoneIndex>().EntriesOf(phone));
        var callers = await fixture.Service.Get<CallerStore>().Callers.Find(new BsonDocument()).ToListAsync();
        var appeals = await fixture.Appeals.Find(new BsonDocument()).ToListAsync();
        Assert.Single(callers, caller => caller.ToJson().Contains(entry, StringComparison.Ordinal));
        Assert.DoesNotContain(appeals, appeal => appeal.ToJson().Contains(entry, StringComparison.Ordinal));
        Assert.DoesNotContain(callers, caller => Encoding.UTF8.GetString(caller.ToBson()).Contains(phone, StringComparison.Ordinal));
    }

    /// <summary>A number that no other test calls from.</summary>
    private static string NextPhone() => $"1770000{Interlocked.Increment(ref _numbers):D4}";

    private Task<long> CallersAsync() => fixture.Service.Get<CallerStore>().Callers.CountDocumentsAsync(new BsonDocument());

    private Task<string> RefAsync(string phone) => RefAsync(request => request.Claimant.CallerPhone = phone);

    private async Task<string> RefAsync(Action<SubmitAppealRequest> change) => (await SubmitAsync(change)).Snapshot.ClaimantRef;

    private Task<Appeal> SubmitAsync(Action<SubmitAppealRequest> change) => fixture.SubmitAsync(change);
}
