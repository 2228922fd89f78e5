using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;

namespace Hotline.Chassis.Listing;

/// <summary>
/// Opaque, signed tokens: page tokens, cursors, consistency tokens. A token is bound to its purpose (for pages,
/// the query it belongs to) and grants no authority: scope is applied anew whenever it comes back.
/// </summary>
public sealed class SignedToken(Secrets secrets)
{
    private const int TagLength = 16;

    /// <summary>Makes a token. Its holder can read the payload: put nothing secret in it.</summary>
    /// <param name="purpose">What it is for; opened for another purpose it is invalid.</param>
    /// <param name="payload">What the service needs when it comes back.</param>
    public string Seal(string purpose, string payload)
    {
        var body = Encoding.UTF8.GetBytes(payload);
        return Base64Url.EncodeToString([.. Tag(purpose, body), .. body]);
    }

    /// <summary>The payload, or TOKEN_INVALID naming the field it came in.</summary>
    /// <exception cref="RefusalException">TOKEN_INVALID: the token is malformed, forged or of another purpose.</exception>
    public string Open(string purpose, string token, string field)
    {
        byte[] bytes;
        try
        {
            bytes = Base64Url.DecodeFromChars(token);
        }
        catch (FormatException)
        {
            throw Refuse.TokenInvalid(field);
        }

        if (bytes.Length < TagLength
            || !CryptographicOperations.FixedTimeEquals(Tag(purpose, bytes.AsSpan(TagLength)), bytes.AsSpan(0, TagLength)))
        {
            throw Refuse.TokenInvalid(field);
        }

        return Encoding.UTF8.GetString(bytes.AsSpan(TagLength));
    }

    private byte[] Tag(string purpose, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secrets.Derive("token"));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{purpose.Length}:{purpose}|"));
        hmac.AppendData(body);
        return hmac.GetHashAndReset()[..TagLength];
    }
}
