using Hotline.Cli;
using Hotline.Cli.Platform;

namespace Hotline.Suite.Tests.Cli;

public sealed class PlatformAddressTests
{
    private const string Management = "http://admin:secret@broker:15672";

    [Theory]
    [InlineData("amqp://hotline:secret@127.0.0.1:20100", Management, "hotline")]
    [InlineData("amqps://hotline:secret@broker/city%2Fprod", Management, "city/prod")]
    [InlineData("amqps://hotline:secret@broker/city%2Fprod", null, "city/prod")]
    [InlineData("amqps://hotline:secret@broker/%2F", null, "/")]
    [InlineData("amqps://hotline:secret@broker", null, "/")]
    public void The_suite_uses_the_virtual_host_that_it_was_given(string broker, string? management, string expected) =>
        Assert.Equal(expected, Address(broker, management).VirtualHostOf("hotline", isPrivate: false));

    [Theory]
    [InlineData("amqp://hotline:secret@127.0.0.1:20100")]
    [InlineData("amqps://hotline:secret@broker/prod")]
    public void A_private_set_never_shares_one(string broker) =>
        Assert.Equal("hotline-demo", Address(broker, Management).VirtualHostOf("hotline-demo", isPrivate: true));

    [Fact]
    public void A_private_set_that_cannot_have_one_of_its_own_is_told_what_is_missing()
    {
        var address = Address("amqps://hotline:secret@broker/prod", null);
        var error = Assert.Throws<UserError>(() => address.VirtualHostOf("hotline-demo", isPrivate: true));

        Assert.Contains("HOTLINE_RABBITMQ_MANAGEMENT", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_keeps_its_escapes()
    {
        var address = Address("amqps://hot%20line:a%2Fb%25c@broker:5671/x", Management);

        Assert.Equal("amqps://hot%20line:a%2Fb%25c@broker:5671/a%20b%2Fc", address.RabbitMqWith("a b/c"));
        Assert.Equal("hot line", address.RabbitMqUser);
    }

    private static PlatformAddress Address(string broker, string? management) => new("external", "mongodb://store", broker, management);
}
