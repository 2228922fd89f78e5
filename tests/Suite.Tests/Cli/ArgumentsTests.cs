using Hotline.Cli;

namespace Hotline.Suite.Tests.Cli;

public sealed class ArgumentsTests
{
    [Fact]
    public void Reads_options_flags_and_words_in_any_order()
    {
        var arguments = new Arguments(["start", "--unit", "a", "-f", "--unit=b", "postgres"]);

        Assert.Equal(["a", "b"], arguments.Options("--unit"));
        Assert.True(arguments.Flag("-f", "--follow"));
        Assert.Equal("start", arguments.Next());
        Assert.Equal(["postgres"], arguments.Rest());
        arguments.End();
    }

    [Fact]
    public void Ignores_nothing() => Assert.Throws<UserError>(() => new Arguments(["--hourz", "3"]).End());

    [Fact]
    public void Refuses_an_option_without_its_value() => Assert.Throws<UserError>(() => new Arguments(["--role"]).Option("--role"));

    [Fact]
    public void Refuses_two_values_where_one_makes_sense() =>
        Assert.Throws<UserError>(() => new Arguments(["--name", "a", "--name", "b"]).Option("--name"));
}
