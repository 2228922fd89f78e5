namespace Hotline.Intake.Tests.Vault;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13800000000", "13800000000")]
    [InlineData("138 0000 0000", "13800000000")]
    [InlineData("138-0000-0000", "13800000000")]
    [InlineData("１３８００００００００", "13800000000")]
    [InlineData("１３８－００００－００００", "13800000000")]
    [InlineData("+86 138 0000 0000", "13800000000")]
    [InlineData("+8613800000000", "13800000000")]
    [InlineData("＋８６１３８００００００００", "13800000000")]
    [InlineData("008613800000000", "13800000000")]
    [InlineData("8613800000000", "13800000000")]
    [InlineData("013800000000", "13800000000")]
    [InlineData("010-69040012", "01069040012")]
    [InlineData("（010）6904 0012", "01069040012")]
    [InlineData("69040012", "01069040012")]
    [InlineData("+86 10 69040012", "01069040012")]
    [InlineData("+86-010-69040012", "01069040012")]
    [InlineData("0314-8700012", "03148700012")]
    [InlineData("010-69040012-801", "01069040012#801")]
    [InlineData("010-69040012转801", "01069040012#801")]
    [InlineData("69040012 分机 8", "01069040012#8")]
    [InlineData("010-69040012 ext. 801", "01069040012#801")]
    [InlineData("010-69040012x801", "01069040012#801")]
    [InlineData("+1 (212) 555-0100", "+12125550100")]
    [InlineData("0044 20 7946 0000", "+442079460000")]
    [InlineData("12345", "12345")]
    [InlineData("400-810-0000", "4008100000")]
    public void Brings_a_number_into_its_one_form(string typed, string normal) =>
        Assert.Equal(normal, PhoneNumber.Parse(typed, "010")?.Normal);

    [Theory]
    [InlineData("8700012", "0314", "03148700012", "8700012")]
    [InlineData("8700012-8", "0314", "03148700012#8", "8700012")]
    [InlineData("87000123", "0571", "057187000123", "87000123")]
    [InlineData("87000123", "021", "02187000123", "87000123")]
    [InlineData("8700012", "010", "8700012", "8700012")]
    [InlineData("010-69040012", "0314", "01069040012", "01069040012")]
    public void A_number_without_an_area_is_of_the_own_area(string typed, string area, string normal, string local)
    {
        var number = PhoneNumber.Parse(typed, area)!;
        Assert.Equal((normal, local), (number.Normal, number.Local));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234")]
    [InlineData("123456789012345678901")]
    [InlineData("一三八")]
    [InlineData("138+00000000")]
    [InlineData("138a0000000")]
    [InlineData("010-69040012转")]
    [InlineData("010-69040012转8012345")]
    [InlineData("010-69040012转8转9")]
    [InlineData("13800000000\n")]
    [InlineData("138.0000.0000")]
    [InlineData("13800000000/13900000000")]
    [InlineData("1 3 8 0 0 0 0 0 0 0 0                      ")]
    public void Refuses_what_is_no_number(string typed) => Assert.Null(PhoneNumber.Parse(typed, "010"));
}
