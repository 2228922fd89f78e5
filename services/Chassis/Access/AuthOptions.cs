using System.ComponentModel.DataAnnotations;

namespace Hotline.Chassis.Access;

/// <summary>Whose tokens are accepted. Either an OpenID Connect authority or a file of public keys.</summary>
public sealed class AuthOptions : IValidatableObject
{
    /// <summary>The section of the configuration that holds these settings.</summary>
    public const string Section = "Hotline:Auth";

    /// <summary>
    /// Address of an OpenID Connect authority whose metadata names the keys; null unless set. The production choice. It must be https,
    /// except on loopback. While the authority is away, tokens signed by known keys stay valid.
    /// </summary>
    public string? Authority { get; set; }

    /// <summary>
    /// Path of a JSON Web Key Set on disk, read again when it changes; null unless set. The local choice. A file that is missing or
    /// malformed fails every call that carries a token.
    /// </summary>
    public string? KeysFile { get; set; }

    /// <summary>The issuer that a token must name in its claim iss. Required; a token of another issuer is UNAUTHENTICATED.</summary>
    [Required]
    public string Issuer { get; set; } = "";

    /// <summary>
    /// The audience that a token must name in its claim aud; default "hotline". With an audience that other systems share, their
    /// tokens are valid here too.
    /// </summary>
    [Required]
    public string Audience { get; set; } = "hotline";

    /// <summary>
    /// Path of the file with the token that this service shows to its peers, read again when it changes. While it is null, the default,
    /// every call to a peer fails.
    /// </summary>
    public string? ServiceTokenFile { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Authority) == string.IsNullOrEmpty(KeysFile))
        {
            yield return new ValidationResult("Set exactly one of Hotline:Auth:Authority and Hotline:Auth:KeysFile.");
        }
    }
}
