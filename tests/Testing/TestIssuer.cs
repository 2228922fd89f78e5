using System.Security.Cryptography;
using System.Text.Json;
using Hotline.Type.V1;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hotline.Testing;

/// <summary>Issues tokens for tests and writes the files a service is given: public keys, its own token, secrets.</summary>
public sealed class TestIssuer : IDisposable
{
    public const string Issuer = "hotline-test";
    public const string Audience = "hotline";

    private static readonly string EveryScope = string.Join(
        ' ', Enum.GetValues<TokenScope>().Where(scope => scope != TokenScope.Unspecified).Select(WireName.Claim));

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsaSecurityKey _signing;

    public TestIssuer(string keyId = "test")
    {
        Folder = Directory.CreateTempSubdirectory("hotline-test-").FullName;
        _signing = new ECDsaSecurityKey(_key) { KeyId = keyId };
        var shown = new ECDsaSecurityKey(ECDsa.Create(_key.ExportParameters(false))) { KeyId = keyId };
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(shown);
        var key = new { kty = jwk.Kty, crv = jwk.Crv, x = jwk.X, y = jwk.Y, kid = keyId, use = "sig", alg = "ES256" };
        File.WriteAllText(KeysFile, JsonSerializer.Serialize(new { keys = new[] { key } }));
        foreach (var secret in new[] { "vault.key", "index.key", "names.key", "token.key" })
        {
            File.WriteAllText(Path.Combine(Folder, secret), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }

        foreach (var service in new[] { "intake", "routing", "tracking" })
        {
            File.WriteAllText(ServiceTokenFile(service), Token("service:" + service, ["SERVICE"], [], service: service));
        }
    }

    public string Folder { get; }

    public string KeysFile => Path.Combine(Folder, "jwks.json");

    public string ServiceTokenFile(string service) => Path.Combine(Folder, service + ".jwt");

    /// <summary>A token as "authorization" carries it is "Bearer " + this. It has every scope unless told which.</summary>
    /// <param name="roleClaim">What stands in the claim role in place of the roles, for a token that is not as ours are.</param>
    public string Token(
        string? subject,
        string[] roles,
        string[] units,
        string? service = null,
        TimeSpan? lifetime = null,
        string audience = Audience,
        string? scope = null,
        object? roleClaim = null)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["name"] = "somebody",
            ["role"] = roleClaim ?? roles,
            ["unit"] = units,
            ["scope"] = scope ?? EveryScope,
        };
        if (subject is not null)
        {
            claims["sub"] = claims["name"] = subject;
        }

        if (service is not null)
        {
            claims["service"] = service;
        }

        var now = DateTime.UtcNow;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now.AddHours(-2),
            NotBefore = now.AddHours(-2),
            Expires = now + (lifetime ?? TimeSpan.FromHours(1)),
            Claims = claims,
            SigningCredentials = new SigningCredentials(_signing, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
