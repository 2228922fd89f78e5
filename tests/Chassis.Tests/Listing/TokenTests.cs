using System.Security.Cryptography;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Listing;
using Hotline.Type.V1;
using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Tests.Listing;

public sealed class TokenTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hotline-test-");
    private readonly SignedToken _tokens;

    public TokenTests()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "token.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        _tokens = new SignedToken(new Secrets(Options.Create(new SecretsOptions { Directory = _folder.FullName })));
    }

    [Fact]
    public void A_token_opens_for_its_purpose() => Assert.Equal("里|1", _tokens.Open("page:q", _tokens.Seal("page:q", "里|1"), "page_token"));

    [Fact]
    public void A_token_of_another_query_is_refused() => Refused("page:other", _tokens.Seal("page:q", "x"));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("not base64 at all!")]
    public void A_malformed_token_is_refused(string token) => Refused("page:q", token);

    [Fact]
    public void A_token_changed_anywhere_is_refused()
    {
        var token = _tokens.Seal("page:q", "payload");
        for (var i = 0; i < token.Length - 1; i++)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Refused("page:q", changed);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Refused(string purpose, string token)
    {
        var refusal = Assert.Throws<RefusalException>(() => _tokens.Open(purpose, token, "page_token"));
        Assert.Equal(ErrorReason.TokenInvalid, refusal.Reason);
        Assert.Equal("page_token", refusal.Facts["field"]);
    }
}
