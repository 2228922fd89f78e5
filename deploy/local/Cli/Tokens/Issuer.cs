using System.Security.Cryptography;
using System.Text.Json;
using Hotline.Cli.Platform;
using Hotline.Cli.Tools;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hotline.Cli.Tokens;

/// <summary>The issuer of development tokens: its key lives in one instance and is worth nothing anywhere else.</summary>
public sealed class Issuer(Instance instance, TimeProvider time)
{
    public const string Name = "hotline-dev";
    public const string Audience = "hotline";

    private readonly Lazy<ECDsaSecurityKey> _key = new(() => Key(Path.Combine(instance.Secrets, "issuer.key")));

    /// <summary>The public half, in the form that services read.</summary>
    public string KeysFile
    {
        get
        {
            var file = Path.Combine(instance.Secrets, "jwks.json");
            var keys = Keys();
            if (!File.Exists(file) || File.ReadAllText(file) != keys)
            {
                Atomic.Write(file, keys);
            }

            return file;
        }
    }

    /// <summary>A signed token, valid from now.</summary>
    public string Issue(TokenClaims claims)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var contents = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = claims.Subject,
            ["name"] = claims.Name,
            ["role"] = claims.Roles.ToArray(),
            ["unit"] = claims.Units.ToArray(),
        };
        if (claims.Scopes.Count > 0)
        {
            contents["scope"] = string.Join(' ', claims.Scopes);
        }

        if (claims.Service is { } service)
        {
            contents["service"] = service;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = Audience,
            // Clocks of machines differ a little.
            NotBefore = now.AddMinutes(-1),
            IssuedAt = now,
            Expires = now + claims.Life,
            Claims = contents,
            SigningCredentials = new SigningCredentials(_key.Value, SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <summary>The token a service shows its peers, in the file it reads.</summary>
    public string ServiceTokenFile(string service)
    {
        var file = Path.Combine(instance.Secrets, $"{service}.token");
        Atomic.Write(file, Issue(TokenClaims.ForService(service)), secret: true);
        return file;
    }

    private string Keys()
    {
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(_key.Value);
        var published = new
        {
            kty = key.Kty,
            crv = key.Crv,
            x = key.X,
            y = key.Y,
            kid = key.Kid,
            alg = SecurityAlgorithms.EcdsaSha256,
            use = "sig",
        };
        return JsonSerializer.Serialize(new { keys = new[] { published } }, Json.Pretty);
    }

    private static ECDsaSecurityKey Key(string file)
    {
        var pem = Secret.Text(file, () =>
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return fresh.ExportPkcs8PrivateKeyPem();
        });
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        var security = new ECDsaSecurityKey(key);
        security.KeyId = Base64UrlEncoder.Encode(security.ComputeJwkThumbprint());
        return security;
    }
}
