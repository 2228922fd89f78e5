using System.Security.Cryptography;
using System.Text;
using Hotline.Chassis.Configuration;
using Hotline.Intake.Callers;
using Hotline.Intake.Vault;

namespace Hotline.Intake.Tests.Callers;

public sealed class PhoneIndexTests
{
    private static readonly MountedKey First = Key(1);
    private static readonly MountedKey Second = Key(2);

    [Fact]
    public void Finds_the_same_number_however_it_was_typed()
    {
        var index = new PhoneIndex(new(First, null));
        var typed = Assert.Single(EntriesOf(index, "+86 138-0000-0000"));
        Assert.Equal(typed, Assert.Single(EntriesOf(index, "１３８００００００００")));
        Assert.NotEqual(typed, Assert.Single(EntriesOf(index, "13800000001")));
    }

    [Fact]
    public void Keeps_the_entry_of_the_previous_key_beside_the_new_one()
    {
        var before = Assert.Single(EntriesOf(new PhoneIndex(new(First, null)), "13800000000"));
        var after = Assert.Single(EntriesOf(new PhoneIndex(new(Second, null)), "13800000000"));
        var rotating = new PhoneIndex(new(Second, First));
        Assert.NotEqual(before, after);
        Assert.Equal([before, after], EntriesOf(rotating, "13800000000"));
        Assert.Equal([First.Kid, Second.Kid], rotating.Kids);
    }

    [Fact]
    public void A_key_mounted_twice_is_one_key() => Assert.False(new PhoneIndex(new(First, First)).IsRotating);

    [Fact]
    public void Nothing_of_a_number_stands_in_its_record_and_another_record_does_not_open_it()
    {
        var maker = new CallerMaker(new PhoneIndex(new(First, null)), new KeyRing(Key(3)));
        var (one, two) = (maker.Make("13800000000"), maker.Make("13800000000"));
        Assert.NotEqual(one.Reference, two.Reference);
        Assert.DoesNotContain("13800000000", Encoding.UTF8.GetString(one.Phone), StringComparison.Ordinal);
        Assert.Equal(one.Index, maker.Reindex(one).Index);
        Assert.Throws<AuthenticationTagMismatchException>(() => maker.Reindex(one with { Phone = two.Phone }));
    }

    private static IReadOnlyList<string> EntriesOf(PhoneIndex index, string typed) =>
        index.EntriesOf(PhoneNumber.Parse(typed, "010")!.Normal);

    private static MountedKey Key(byte value) => new([.. Enumerable.Repeat(value, 32)], PhoneIndex.Purpose);
}
