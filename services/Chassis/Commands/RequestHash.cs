using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Hotline.Chassis.Configuration;

namespace Hotline.Chassis.Commands;

/// <summary>
/// Fingerprint of a request's body, to tell a repeat from a reused request_id. Keyed, because a body may hold
/// a phone number that could otherwise be guessed from its hash. The message's name goes in: two commands with the
/// same fields are two bodies.
/// </summary>
public sealed class RequestHash(Secrets secrets)
{
    public string Of(IMessage request)
    {
        byte[] named = [.. Encoding.UTF8.GetBytes(request.Descriptor.FullName), 0, .. request.ToByteArray()];
        return Convert.ToHexStringLower(HMACSHA256.HashData(secrets.Derive("request-hash"), named));
    }
}
