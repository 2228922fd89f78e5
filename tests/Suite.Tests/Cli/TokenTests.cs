using Hotline.Cli;
using Hotline.Cli.Platform;
using Hotline.Cli.Tokens;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hotline.Suite.Tests.Cli;

public sealed class TokenTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly Instance _instance = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));

    [Fact]
    public async Task Is_accepted_with_the_published_key_and_says_who_may_do_what()
    {
        var issuer = new Issuer(_instance, new FakeTimeProvider(Now));

        var token = issuer.Issue(TokenClaims.For(
            ["unit-liaison", "field-worker"], ["110118100", "110118-water"], name: "张三", life: TimeSpan.FromHours(2)));

        var result = await ValidateAsync(token, issuer.KeysFile);
        Assert.True(result.IsValid, result.Exception?.Message);
        var jwt = (JsonWebToken)result.SecurityToken;
        Assert.Equal("ES256", jwt.Alg);
        Assert.Equal("张三", jwt.GetClaim("name").Value);
        Assert.Equal(["UNIT_LIAISON", "FIELD_WORKER"], jwt.Claims.Where(claim => claim.Type == "role").Select(claim => claim.Value));
        Assert.Equal(["110118100", "110118-water"], jwt.Claims.Where(claim => claim.Type == "unit").Select(claim => claim.Value));
        Assert.Equal(Now.UtcDateTime.AddHours(2), jwt.ValidTo);
    }

    [Fact]
    public async Task Of_another_instance_is_refused()
    {
        using var other = new TokenTests();
        var stranger = new Issuer(other._instance, new FakeTimeProvider(Now));

        var token = stranger.Issue(TokenClaims.For(["admin"], []));
        var result = await ValidateAsync(token, new Issuer(_instance, TimeProvider.System).KeysFile);

        Assert.False(result.IsValid);
    }

    [Fact]
    public async Task Stays_valid_across_commands_because_the_key_is_kept()
    {
        var token = new Issuer(_instance, new FakeTimeProvider(Now)).Issue(TokenClaims.For(["operator"], []));

        Assert.True((await ValidateAsync(token, new Issuer(_instance, TimeProvider.System).KeysFile)).IsValid);
    }

    [Fact]
    public void Names_the_same_person_for_the_same_words()
    {
        Assert.Equal(TokenClaims.For(["dispatcher"], ["110118100"]), TokenClaims.For(["DISPATCHER"], ["110118100"]), SameSubject);
        Assert.NotEqual(TokenClaims.For(["dispatcher"], ["110118100"]), TokenClaims.For(["dispatcher"], ["110118"]), SameSubject);
    }

    [Fact]
    public void An_administrator_acts_for_no_unit_unless_one_is_named()
    {
        Assert.Empty(TokenClaims.For(["admin"], []).Units);
        Assert.Equal(["110118"], TokenClaims.For(["admin"], ["110118"]).Units);
        Assert.Equal(["110118"], TokenClaims.For(["admin", "supervisor"], []).Units);
    }

    [Fact]
    public void Acts_for_the_whole_district_unless_a_unit_is_named() =>
        Assert.Equal([TokenClaims.DistrictCentre], TokenClaims.For(["operator"], []).Units);

    [Theory]
    [InlineData("mayor")]
    [InlineData("unspecified")]
    [InlineData("")]
    public void Refuses_a_role_that_the_suite_does_not_know(string role)
    {
        var error = Assert.Throws<UserError>(() => TokenClaims.For([role], []));

        Assert.Contains("unit-liaison", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_s_token_is_good_for_everything_unless_told_for_less_and_a_person_s_for_what_the_role_says()
    {
        Assert.Equal(TokenClaims.KnownScopes, TokenClaims.For(["partner"], []).Scopes);
        Assert.Equal(["tickets.read"], TokenClaims.For(["partner"], [], scopes: ["tickets.read", "tickets.read"]).Scopes);
        Assert.Empty(TokenClaims.For(["operator"], []).Scopes);
        Assert.Equal(["operations", "claimants.reveal"], TokenClaims.ForService("tracking").Scopes);
        Assert.Equal(["operations", "tickets.read"], TokenClaims.ForService("routing").Scopes);
    }

    [Fact]
    public async Task Carries_its_scopes_in_one_claim_as_clients_of_OAuth_expect()
    {
        var claims = TokenClaims.For(["partner"], [], scopes: ["tickets.read", "directory.read"]);
        var token = new Issuer(_instance, new FakeTimeProvider(Now)).Issue(claims);

        var result = await ValidateAsync(token, new Issuer(_instance, TimeProvider.System).KeysFile);
        Assert.Equal("tickets.read directory.read", ((JsonWebToken)result.SecurityToken).GetClaim("scope").Value);
    }

    [Fact]
    public void Refuses_a_scope_that_the_suite_does_not_know()
    {
        var error = Assert.Throws<UserError>(() => TokenClaims.For(["partner"], [], scopes: ["tickets.write"]));

        Assert.Contains("tickets.read", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_token_without_a_role() => Assert.Throws<UserError>(() => TokenClaims.For([], []));

    [Fact]
    public void Keeps_its_secrets_from_other_users()
    {
        _ = new Issuer(_instance, TimeProvider.System).KeysFile;

        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException();
        }

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_instance.Secrets) & others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(_instance.Secrets, "issuer.key")) & others);
    }

    public void Dispose() => Directory.Delete(_instance.Root, recursive: true);

    private static bool SameSubject(TokenClaims one, TokenClaims other) => one.Subject == other.Subject;

    private static Task<TokenValidationResult> ValidateAsync(string token, string keysFile) =>
        new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer.Name,
            ValidAudience = Issuer.Audience,
            IssuerSigningKeys = new JsonWebKeySet(File.ReadAllText(keysFile)).GetSigningKeys(),
            LifetimeValidator = (from, until, _, _) => from <= Now && Now < until,
        });
}
