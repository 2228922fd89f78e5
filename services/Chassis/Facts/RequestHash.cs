using System.Security.Cryptography;
using Google.Protobuf;

namespace Hotline.Chassis.Facts;

/// <summary>
/// Fingerprint of a request's body, to tell a repeat from a reused request_id. Keyed, because a body may hold
/// a phone number that could otherwise be guessed from its hash.
/// </summary>
public sealed class RequestHash(Secrets secrets)
{
    public string Of(IMessage request) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secrets.Derive("request-hash"), request.ToByteArray()));
}
