using System.Collections.Concurrent;
using Hotline.Chassis.Errors;
using Hotline.Type.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hotline.Chassis.Access;

/// <summary>
/// Turns a bearer token into a <see cref="Caller"/>. Used for the caller of a call and for the person a service
/// asks for, so that both are judged alike. Runs on the machine's clock, never on the business clock.
/// </summary>
public sealed class TokenValidator(IOptions<AuthOptions> options, TimeProvider system, ILogger<TokenValidator> logger)
{
    private const int CacheLimit = 10_000;

    // A verified signature need not be verified again for every call within half a minute.
    private static readonly TimeSpan CacheFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Until)> _cache = new();
    private readonly IKeySource _keys = options.Value.Authority is { Length: > 0 } authority
        ? new OidcKeySource(authority, system, logger)
        : new FileKeySource(options.Value.KeysFile!);

    /// <summary>
    /// Checks signature, issuer, audience and time of a token. A token that was valid is not checked again for 30 seconds.
    /// </summary>
    /// <param name="authorization">The value of the header authorization; null when there is none.</param>
    /// <param name="cancel">Ends the wait for the authority.</param>
    /// <exception cref="RefusalException">
    /// UNAUTHENTICATED: no bearer token, or one that is expired, forged, of another issuer or without a subject; UNAVAILABLE: its
    /// key is unknown and the authority cannot be asked.
    /// </exception>
    public async Task<Caller> ValidateAsync(string? authorization, CancellationToken cancel)
    {
        if (authorization is null || !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            throw Refuse.Unauthenticated("A bearer token is required.");
        }

        var token = authorization["Bearer ".Length..].Trim();
        var now = system.GetUtcNow();
        if (_cache.TryGetValue(token, out var known) && known.Until > now)
        {
            return known.Caller;
        }

        var result = await CheckAsync(token, isUnknown: false, cancel);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            result = await CheckAsync(token, isUnknown: true, cancel);
        }

        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt)
        {
            throw Refuse.Unauthenticated("The token is expired, forged or of another issuer.");
        }

        var caller = Read(jwt);
        Remember(token, caller, now, jwt.ValidTo);
        return caller;
    }

    private async Task<TokenValidationResult> CheckAsync(string token, bool isUnknown, CancellationToken cancel) =>
        await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = options.Value.Issuer,
            ValidAudience = options.Value.Audience,
            IssuerSigningKeys = await _keys.GetAsync(isUnknown, cancel),
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = ClockSkew,
        });

    private void Remember(string token, Caller caller, DateTimeOffset now, DateTime validTo)
    {
        if (_cache.Count >= CacheLimit)
        {
            _cache.Clear();
        }

        var expires = new DateTimeOffset(validTo, TimeSpan.Zero) + ClockSkew;
        _cache[token] = (caller, expires < now + CacheFor ? expires : now + CacheFor);
    }

    private static Caller Read(JsonWebToken jwt)
    {
        if (jwt.Subject is null || VisibleText.IsBlank(jwt.Subject))
        {
            throw Refuse.Unauthenticated("The token has no subject.");
        }

        var roles = Values(jwt, "role")
            .Select(name => WireName.TryParse<Role>(name, out var role) ? role : Role.Unspecified)
            .Where(role => role != Role.Unspecified)
            .Distinct()
            .ToArray();
        var name = Values(jwt, "name").FirstOrDefault() ?? jwt.Subject;
        return new Caller(jwt.Subject, name, roles, [.. Values(jwt, "unit").Distinct()], Values(jwt, "service").FirstOrDefault())
        {
            Scopes = ScopesOf(Values(jwt, "scope")),
            ValidUntil = new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero),
        };
    }

    private static TokenScope[] ScopesOf(IEnumerable<string> claims)
    {
        var claimed = claims.SelectMany(claim => claim.Split(' ')).ToHashSet(StringComparer.Ordinal);
        return [.. Enum.GetValues<TokenScope>().Where(scope => scope != TokenScope.Unspecified && claimed.Contains(scope.Claim()))];
    }

    private static IEnumerable<string> Values(JsonWebToken jwt, string type) =>
        jwt.Claims.Where(claim => string.Equals(claim.Type, type, StringComparison.Ordinal)).Select(claim => claim.Value);
}
