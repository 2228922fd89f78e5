using System.ComponentModel;
using Grpc.Core;
using Hotline.Cli;
using MongoDB.Driver;

namespace Hotline.Suite.Tests.Cli;

public sealed class FailuresTests
{
    public static TheoryData<Exception, string> Outside => new()
    {
        { new RpcException(new Status(StatusCode.Unavailable, "nobody listens")), "nobody listens" },
        { new MongoException("the store is away"), "the store is away" },
        { new TimeoutException("no server was found\nand many more lines"), "no server was found" },
        { new HttpRequestException("connection refused"), "connection refused" },
        { new TaskCanceledException("too slow", new TimeoutException()), "too slow" },
        { new Win32Exception(2), "" },
        { new IOException("the disk is full"), "the disk is full" },
        { new AggregateException(new IOException("the disk is full")), "the disk is full" },
    };

    [Theory]
    [MemberData(nameof(Outside))]
    public void Says_of_what_fails_outside_why_and_what_to_do(Exception failure, string why)
    {
        var error = Assert.IsType<UserError>(Failures.Explain(failure));

        Assert.Contains(why, error.Why, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Why);
        Assert.NotEmpty(error.Hint);
    }

    [Fact]
    public void Leaves_a_user_error_as_it_is()
    {
        var error = new UserError("what", "why", "do");

        Assert.Same(error, Failures.Explain(error));
    }

    [Fact]
    public void Keeps_the_stack_of_a_mistake_of_its_own() =>
        Assert.Null(Failures.Explain(new InvalidOperationException("a bug")));
}
