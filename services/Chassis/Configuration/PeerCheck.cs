using Microsoft.Extensions.Options;

namespace Hotline.Chassis.Configuration;

/// <summary>
/// Refuses to start while an address that this service needs is missing or malformed. Else the first call would fail, and not as a
/// call fails: it would go around what is done without an answer.
/// </summary>
internal sealed class PeerCheck(IEnumerable<PeerPort> needed) : IValidateOptions<HotlineOptions>
{
    public ValidateOptionsResult Validate(string? name, HotlineOptions options)
    {
        var refused = needed.Distinct().Where(port => !IsAddress(options.Peers.AddressOf(port))).Select(Sentence).ToList();
        return refused.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(refused);
    }

    /// <summary>A channel takes the host and port of an address, and would silently drop a path.</summary>
    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { Host.Length: > 0, PathAndQuery: "/", Fragment: "", UserInfo: "" };

    private static string Sentence(PeerPort port) =>
        $"Set {port.Setting} to the http or https address of {port.Peer}'s {(port.IsInternal ? "internal" : "public")} port.";
}
