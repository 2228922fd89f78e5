using System.ComponentModel.DataAnnotations;

namespace Hotline.Chassis.Access;

/// <summary>Whose tokens are accepted. Either an OpenID Connect authority or a file of public keys.</summary>
public sealed class AuthOptions : IValidatableObject
{
    public const string Section = "Hotline:Auth";

    /// <summary>OpenID Connect issuer whose metadata names the keys. The production choice.</summary>
    public string? Authority { get; set; }

    /// <summary>JSON Web Key Set on disk, read again when it changes. The local choice.</summary>
    public string? KeysFile { get; set; }

    [Required]
    public string Issuer { get; set; } = "";

    [Required]
    public string Audience { get; set; } = "hotline";

    /// <summary>The token this service shows to its peers, read again when it changes.</summary>
    public string? ServiceTokenFile { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Authority) == string.IsNullOrEmpty(KeysFile))
        {
            yield return new ValidationResult("Set exactly one of Hotline:Auth:Authority and Hotline:Auth:KeysFile.");
        }
    }
}
