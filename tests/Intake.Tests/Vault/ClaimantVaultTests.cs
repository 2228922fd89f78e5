using System.Security.Cryptography;
using System.Text;
using Hotline.Chassis.Configuration;
using Hotline.Intake.Vault;
using Hotline.Type.V1;

namespace Hotline.Intake.Tests.Vault;

public sealed class ClaimantVaultTests
{
    private static readonly MountedKey First = new([.. Enumerable.Repeat((byte)1, 32)], KeyRing.Purpose);
    private static readonly MountedKey Second = new([.. Enumerable.Repeat((byte)2, 32)], KeyRing.Purpose);
    private static readonly ClaimantData Claimant = new("马小明", "13800000000", "", "某某商店", "2单元501");
    private static readonly AppealWords Words = new() { Course = "马小明说，打13800000000" };
    private readonly ClaimantVault _vault = new(new KeyRing(First));

    [Fact]
    public void Opens_what_it_sealed_and_leaves_empty_fields_out()
    {
        var sealedClaimant = _vault.Seal("t1", Claimant, Words);
        Assert.Null(sealedClaimant.ContactPhone);
        Assert.Equal(First.Kid, sealedClaimant.Kid);
        Assert.Equal(Claimant, _vault.Open("t1", sealedClaimant));
        Assert.Equal(Words, _vault.OpenWords("t1", sealedClaimant));
    }

    [Fact]
    public void Words_of_which_nothing_was_said_are_empty() =>
        Assert.Equal(new(), _vault.OpenWords("t1", _vault.Seal("t1", Claimant, new())));

    [Fact]
    public void Shows_nothing_in_what_it_stores()
    {
        var sealedClaimant = _vault.Seal("t1", Claimant, Words);
        byte[][] boxes =
        [
            sealedClaimant.Name!, sealedClaimant.CallerPhone!, sealedClaimant.AddressDetail!, sealedClaimant.Words!, sealedClaimant.Key,
        ];
        foreach (var box in boxes)
        {
            Assert.DoesNotContain("13800000000", Encoding.UTF8.GetString(box));
            Assert.DoesNotContain("马小明", Encoding.UTF8.GetString(box));
        }
    }

    [Fact]
    public void Does_not_open_another_tickets_or_another_fields_data()
    {
        var sealedClaimant = _vault.Seal("t1", Claimant, Words);
        Assert.Throws<AuthenticationTagMismatchException>(() => _vault.Open("t2", sealedClaimant));
        Assert.Throws<AuthenticationTagMismatchException>(() => _vault.OpenWords("t2", sealedClaimant));
        Assert.Throws<AuthenticationTagMismatchException>(
            () => _vault.OpenWords("t1", sealedClaimant with { Words = sealedClaimant.Name }));
        var swapped = sealedClaimant with { Name = sealedClaimant.CallerPhone };
        Assert.Throws<AuthenticationTagMismatchException>(() => _vault.Open("t1", swapped));
        Assert.Throws<AuthenticationTagMismatchException>(() => _vault.Open("t1", sealedClaimant with { Schema = 2 }));
    }

    [Fact]
    public void Opens_under_an_older_key_after_rotation_but_not_without_it()
    {
        var sealedClaimant = _vault.Seal("t1", Claimant, Words);
        Assert.Equal(Claimant, new ClaimantVault(new KeyRing(Second, First)).Open("t1", sealedClaimant));
        Assert.Throws<InvalidOperationException>(() => new ClaimantVault(new KeyRing(Second)).Open("t1", sealedClaimant));
    }

    [Fact]
    public void Claimant_data_prints_nothing() => Assert.DoesNotContain("马小明", $"{Claimant}");
}
