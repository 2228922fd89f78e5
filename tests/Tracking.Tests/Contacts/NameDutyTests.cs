namespace Hotline.Tracking.Tests.Contacts;

public sealed class NameDutyTests
{
    [Theory]
    [InlineData(false, Role.UnitLiaison, Given.Town, true)]
    [InlineData(false, Role.ReplyAuditor, Given.Root, true)]
    [InlineData(false, Role.UnitLiaison, Given.Village, false)]
    [InlineData(false, Role.Operator, Given.Village, false)]
    [InlineData(true, Role.UnitLiaison, Given.Town, false)]
    [InlineData(true, Role.ReplyAuditor, Given.Root, false)]
    [InlineData(true, Role.Operator, Given.Root, true)]
    [InlineData(true, Role.CallbackAgent, Given.Root, true)]
    [InlineData(true, Role.CallbackAgent, Given.Village, false)]
    public void Whose_words_tell_the_writer_nothing_new_are_without_the_name(bool isConfidential, Role role, string unit, bool may) =>
        Assert.Equal(may, NameDuty.MayLearn(
            new() { IsConfidential = isConfidential, AccusedUnits = [Given.Village] }, [role], [unit]));
}
