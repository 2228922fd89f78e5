using System.Security.Cryptography;
using Hotline.Intake.Vault;

namespace Hotline.Intake.Tests.Vault;

public sealed class SealingTests
{
    // McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16.
    private static readonly byte[] Key = Convert.FromHexString("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    private static readonly byte[] Nonce = Convert.FromHexString("cafebabefacedbaddecaf888");
    private static readonly byte[] BelongsTo = Convert.FromHexString("feedfacedeadbeeffeedfacedeadbeefabaddad2");

    private static readonly byte[] Plain = Convert.FromHexString(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");

    private const string Cipher =
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662";

    private const string Tag = "76fc6ece0f4e1768cddf8853bb2d551b";

    [Fact]
    public void Gives_the_known_answer() =>
        Assert.Equal(Convert.ToHexStringLower(Nonce) + Cipher + Tag, Convert.ToHexStringLower(Sealing.Seal(Key, Nonce, Plain, BelongsTo)));

    [Fact]
    public void Opens_what_it_sealed() => Assert.Equal(Plain, Sealing.Open(Key, Sealing.Seal(Key, Plain, BelongsTo), BelongsTo));

    [Fact]
    public void Never_seals_alike_twice() => Assert.NotEqual(Sealing.Seal(Key, Plain, BelongsTo), Sealing.Seal(Key, Plain, BelongsTo));

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(30)]
    [InlineData(87)]
    public void Does_not_open_when_one_bit_was_changed(int at)
    {
        var box = Sealing.Seal(Key, Plain, BelongsTo);
        box[at] ^= 1;
        Assert.Throws<AuthenticationTagMismatchException>(() => Sealing.Open(Key, box, BelongsTo));
    }

    [Fact]
    public void Does_not_open_elsewhere_or_under_another_key()
    {
        var box = Sealing.Seal(Key, Plain, BelongsTo);
        Assert.Throws<AuthenticationTagMismatchException>(() => Sealing.Open(Key, box, Nonce));
        Assert.Throws<AuthenticationTagMismatchException>(() => Sealing.Open(new byte[32], box, BelongsTo));
        Assert.Throws<AuthenticationTagMismatchException>(() => Sealing.Open(Key, box.AsSpan(0, 20), BelongsTo));
    }
}
