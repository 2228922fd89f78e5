using Hotline.Type.V1;

namespace Hotline.Intake.Tests.Appeals;

public sealed class MaskedNameTests
{
    [Theory]
    [InlineData("马小明", Gender.Female, "马女士")]
    [InlineData("马小明", Gender.Male, "马先生")]
    [InlineData("马小明", Gender.Unspecified, "马**")]
    [InlineData("欧阳明", Gender.Female, "欧阳女士")]
    [InlineData("𠮷国", Gender.Male, "𠮷先生")]
    [InlineData("市民", Gender.Female, "市**")]
    [InlineData("李各庄", Gender.Male, "李**")]
    [InlineData("", Gender.Female, "")]
    public void A_surname_gets_its_title_where_the_gender_is_known(string name, Gender gender, string shown) =>
        Assert.Equal(shown, MaskedName.Of(name, gender));
}
