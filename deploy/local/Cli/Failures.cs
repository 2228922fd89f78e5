using System.ComponentModel;
using Grpc.Core;
using MongoDB.Driver;

namespace Hotline.Cli;

/// <summary>
/// What can go wrong outside of this program, as a sentence; what is left over is a mistake of its own and keeps its stack trace.
/// </summary>
public static class Failures
{
    /// <summary>The failure as a person can mend it; null when it is a defect of this program.</summary>
    public static UserError? Explain(Exception failure) => failure switch
    {
        UserError error => error,
        AggregateException { InnerException: { } inner } => Explain(inner),
        RpcException refusal => new UserError(
            "A service did not do what was asked.",
            $"It answered {refusal.StatusCode}: {refusal.Status.Detail}",
            "./hotline doctor looks at every link; ./hotline logs shows what the services said."),
        MongoException or TimeoutException => new UserError(
            "The store did not do what was asked.",
            FirstLine(failure),
            "./hotline doctor looks at it; ./hotline platform start starts what is missing."),
        HttpRequestException or TaskCanceledException { InnerException: TimeoutException } => new UserError(
            "The broker's management interface does not answer.",
            FirstLine(failure),
            "./hotline platform start rabbitmq, or check HOTLINE_RABBITMQ_MANAGEMENT."),
        Win32Exception => new UserError(
            "A program could not be started.", FirstLine(failure), "./hotline doctor lists the programs that are needed."),
        IOException or UnauthorizedAccessException => new UserError(
            "A file could not be read or written.",
            FirstLine(failure),
            "Check who owns it and that the disk has room (./hotline doctor)."),
        _ => null,
    };

    private static string FirstLine(Exception failure) => failure.Message.Split('\n')[0].Trim();
}
