using Hotline.Chassis.Commands;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Listing;
using Hotline.Events.V1;
using Hotline.Testing;
using Hotline.Type.V1;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Hotline.Chassis.Tests.Facts;

public sealed class ConsistencyTests(StoreFixture fixture) : IClassFixture<StoreFixture>, IDisposable
{
    private readonly TestIssuer _issuer = new();
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(Source.Intake)]
    [InlineData(Source.Tracking)]
    public async Task A_version_that_does_not_come_is_waited_for_two_seconds_and_then_refused_for_now(Source of)
    {
        var start = _clock.GetUtcNow();
        var reading = Tokens(Source.Intake).AwaitAsync(Tokens(of).Issue(await CreatedAsync(), 2), fixture.Store, default);
        await PassAsync(reading);

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => reading);
        Assert.True(_clock.GetUtcNow() - start >= TimeSpan.FromSeconds(2));
        Assert.Equal(ErrorReason.Unavailable, refusal.Reason);
        Assert.NotNull(refusal.RetryAfter);
    }

    [Fact]
    public async Task A_version_that_comes_meanwhile_ends_the_wait()
    {
        var id = await CreatedAsync();
        var reading = Tokens(Source.Intake).AwaitAsync(Tokens(Source.Tracking).Issue(id, 7), fixture.Store, default);
        Assert.False(reading.IsCompleted);
        var news = Toy.Command("r2") with { RequestKey = "event|tracking|7", Seen = new SeenVersion(Source.Tracking, 7) };
        await fixture.Store.ApplyEventAsync(id, news, (_, _) => null, default);

        await PassAsync(reading);
        await reading;
    }

    [Fact]
    public async Task A_token_of_a_service_that_is_not_followed_is_refused_at_once()
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(async () =>
            await Tokens(Source.Intake).AwaitAsync(Tokens(Source.Routing).Issue(await CreatedAsync(), 1), fixture.Store, default));
        Assert.Equal((ErrorReason.TokenInvalid, "consistency_token"), (refusal.Reason, refusal.Facts["field"]));
    }

    public void Dispose() => _issuer.Dispose();

    private ConsistencyTokens Tokens(Source source)
    {
        var secrets = new Secrets(Options.Create(new SecretsOptions { Directory = _issuer.Folder }));
        return new ConsistencyTokens(new SignedToken(secrets), new ServiceIdentity(source), _clock);
    }

    /// <summary>Lets time pass for as long as a call waits for it.</summary>
    private async Task PassAsync(Task reading)
    {
        while (!reading.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(20));
            await Task.WhenAny(reading, Task.Delay(1));
        }
    }

    private async Task<string> CreatedAsync()
    {
        var id = TicketId.From("test", Guid.NewGuid().ToString("N"));
        await fixture.Store.CreateAsync(id, Toy.Command("r1"), Toy.Decision(new Toy()), default);
        return id;
    }
}
