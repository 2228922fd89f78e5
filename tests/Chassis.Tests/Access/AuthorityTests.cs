using Grpc.Core;
using Hotline.Chassis.Access;
using Hotline.Chassis.Errors;
using Hotline.Testing;
using Hotline.Type.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Hotline.Chassis.Tests.Access;

/// <summary>An OpenID Connect authority that renews its keys, and one that is away.</summary>
public sealed class AuthorityTests : IAsyncLifetime, IDisposable
{
    private readonly TestIssuer _old = new("old");
    private readonly TestIssuer _new = new("new");
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly string _address = $"http://127.0.0.1:{ServiceUnderTest.FreePort()}";
    private TokenValidator _validator = null!;
    private WebApplication? _authority;
    private string _keysFile = "";
    private volatile int _asked;
    private TaskCompletionSource? _answering;

    public async Task InitializeAsync()
    {
        _keysFile = _old.KeysFile;
        await StartAuthorityAsync();
        var options = new AuthOptions { Authority = _address, Issuer = TestIssuer.Issuer, Audience = TestIssuer.Audience };
        _validator = new TokenValidator(Options.Create(options), _clock, NullLogger<TokenValidator>.Instance);
    }

    [Fact]
    public async Task A_key_that_is_new_is_fetched_when_a_token_names_it_and_not_for_every_token()
    {
        await AcceptedAsync(_old);
        _keysFile = _new.KeysFile;
        _clock.Advance(TimeSpan.FromMinutes(1));
        await AcceptedAsync(_new);
        await AcceptedAsync(_new);
        Assert.Equal(2, _asked);

        using var stranger = new TestIssuer("stranger");
        for (var i = 0; i < 10; i++)
        {
            await RefusedAsync(stranger, ErrorReason.Unauthenticated);
        }

        Assert.Equal(2, _asked);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await RefusedAsync(stranger, ErrorReason.Unauthenticated);
        Assert.Equal(3, _asked);
    }

    [Fact]
    public async Task While_the_authority_is_away_known_keys_stay_good_and_what_cannot_be_judged_is_refused_for_now()
    {
        await AcceptedAsync(_old);
        await StopAuthorityAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        await RefusedAsync(_new, ErrorReason.Unavailable);
        await AcceptedAsync(_old);
        _clock.Advance(TimeSpan.FromHours(13));
        await AcceptedAsync(_old);

        _keysFile = _new.KeysFile;
        await StartAuthorityAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        await AcceptedAsync(_new);
    }

    [Fact]
    public async Task Before_the_authority_was_ever_reached_every_token_is_refused_for_now()
    {
        await StopAuthorityAsync();
        var refusal = await RefusedAsync(_old, ErrorReason.Unavailable);
        Assert.Equal(StatusCode.Unavailable, refusal.Code);
        Assert.NotNull(refusal.RetryAfter);
    }

    [Fact]
    public async Task A_call_that_leaves_does_not_end_the_question_that_others_wait_for()
    {
        _answering = new TaskCompletionSource();
        using var leaving = new CancellationTokenSource();
        var first = ValidateAsync(_old, leaving.Token);
        await Eventually.IsAsync(() => Task.FromResult(_asked == 1), "the authority is asked");
        var others = Enumerable.Range(0, 10).Select(_ => ValidateAsync(_old)).ToList();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        _answering.SetResult();
        await Task.WhenAll(others);
        Assert.Equal(1, _asked);
    }

    public async Task DisposeAsync() => await StopAuthorityAsync();

    public void Dispose()
    {
        _old.Dispose();
        _new.Dispose();
    }

    private async Task AcceptedAsync(TestIssuer issuer) => Assert.Equal("p", (await ValidateAsync(issuer)).Subject);

    private async Task<RefusalException> RefusedAsync(TestIssuer issuer, ErrorReason reason)
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => ValidateAsync(issuer));
        Assert.Equal(reason, refusal.Reason);
        return refusal;
    }

    // Another unit each time: a token that was verified before is not verified again.
    private Task<Caller> ValidateAsync(TestIssuer issuer, CancellationToken cancel = default) =>
        _validator.ValidateAsync("Bearer " + issuer.Token("p", ["ADMIN"], [Guid.NewGuid().ToString("N")]), cancel);

    private async Task StartAuthorityAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _authority = builder.Build();
        _authority.Urls.Add(_address);
        _authority.MapGet("/.well-known/openid-configuration", async () =>
        {
            Interlocked.Increment(ref _asked);
            await (_answering?.Task ?? Task.CompletedTask);
            return Results.Json(new { issuer = TestIssuer.Issuer, jwks_uri = _address + "/keys" });
        });
        _authority.MapGet("/keys", () => Results.Text(File.ReadAllText(_keysFile), "application/json"));
        await _authority.StartAsync();
    }

    private async Task StopAuthorityAsync()
    {
        if (_authority is not null)
        {
            await _authority.DisposeAsync();
            _authority = null;
        }
    }
}
