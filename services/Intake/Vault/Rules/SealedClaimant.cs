namespace Hotline.Intake.Vault.Rules;

/// <summary>A claimant's personal data in the clear. Lives only between the call and the vault.</summary>
public sealed record ClaimantData(string Name, string CallerPhone, string ContactPhone, string CompanyName, string AddressDetail)
{
    /// <summary>The number to call back.</summary>
    public string Reachable => ContactPhone.Length > 0 ? ContactPhone : CallerPhone;

    /// <summary>Keeps the data out of logs and messages, wherever code prints it.</summary>
    public override string ToString() => nameof(ClaimantData);
}

/// <summary>
/// The same, sealed: each field under the appeal's own data key, that key wrapped by a key of the ring. Empty fields are
/// absent. Forgetting <see cref="Key"/> makes all of it unreadable, in backups too.
/// </summary>
public sealed record SealedClaimant
{
    /// <summary>The version of this form, bound into every field.</summary>
    public required int Schema { get; init; }

    public required string Algorithm { get; init; }

    /// <summary>The key-encryption key that wrapped <see cref="Key"/>.</summary>
    public required string Kid { get; init; }

    /// <summary>The data key, wrapped.</summary>
    public required byte[] Key { get; init; }

    public byte[]? Name { get; init; }

    public byte[]? CallerPhone { get; init; }

    public byte[]? ContactPhone { get; init; }

    public byte[]? CompanyName { get; init; }

    public byte[]? AddressDetail { get; init; }

    /// <summary>The appeal as it was said.</summary>
    public byte[]? Words { get; init; }
}
