using Hotline.Chassis.Errors;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Hotline.Chassis.Access;

/// <summary>
/// The keys that an OpenID Connect authority publishes. Read again twice a day and when a token names a new one, but not
/// more often than every few seconds, whatever tokens come. While the authority is away the keys at hand stay valid.
/// </summary>
internal sealed partial class OidcKeySource(string authority, TimeProvider system, ILogger logger) : IKeySource
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly string _metadata = authority.TrimEnd('/') + "/.well-known/openid-configuration";

    // An authority on this very machine serves an experiment and may do without TLS.
    private readonly HttpDocumentRetriever _http = new() { RequireHttps = !new Uri(authority).IsLoopback };
    private readonly Lock _gate = new();
    private volatile Answer? _last;
    private Task _asking = Task.CompletedTask;

    public async Task<IReadOnlyList<SecurityKey>> GetAsync(bool isUnknown, CancellationToken cancel)
    {
        if (!isUnknown && _last is { Keys: { } known } last && system.GetUtcNow() < last.GoodUntil)
        {
            return known;
        }

        await AskOnce().WaitAsync(cancel);
        return _last is { Keys: { } keys } answer && (answer.IsFresh || !isUnknown)
            ? keys
            : throw Refuse.Unavailable("The issuer of tokens cannot be reached to check this one.");
    }

    /// <summary>
    /// One question at a time, shared by all calls that need its answer: it has a limit of its own, and a call that leaves ends its
    /// own wait alone.
    /// </summary>
    private Task AskOnce()
    {
        lock (_gate)
        {
            if (_asking.IsCompleted && (_last is not { } last || system.GetUtcNow() >= last.AskedAt + Pause))
            {
                _asking = Task.Run(async () => _last = await AskAsync());
            }

            return _asking;
        }
    }

    private async Task<Answer> AskAsync()
    {
        using var limit = new CancellationTokenSource(AnswerTimeout);
        try
        {
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(_metadata, _http, limit.Token);
            var now = system.GetUtcNow();
            return new Answer([.. found.SigningKeys], now, now + GoodFor, IsFresh: true);
        }
        catch (Exception error)
        {
            AuthorityAway(error.GetType().Name);
            var now = system.GetUtcNow();
            var goodUntil = _last is { } last && last.GoodUntil > now + Grace ? last.GoodUntil : now + Grace;
            return new Answer(_last?.Keys, now, goodUntil, IsFresh: false);
        }
    }

    [LoggerMessage(110, LogLevel.Warning, "The issuer's keys cannot be read: {Kind}")]
    private partial void AuthorityAway(string kind);

    private sealed record Answer(IReadOnlyList<SecurityKey>? Keys, DateTimeOffset AskedAt, DateTimeOffset GoodUntil, bool IsFresh);
}
