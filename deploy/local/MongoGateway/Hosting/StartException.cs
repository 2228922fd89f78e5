namespace Hotline.MongoGateway.Hosting;

/// <summary>The gateway cannot start; the message is for the person who started it.</summary>
public sealed class StartException : Exception
{
    public StartException()
    {
    }

    public StartException(string message)
        : base(message)
    {
    }

    public StartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public StartException(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    /// <summary>2 arguments, 3 PostgreSQL not reachable in time, 4 engine missing or too old, 5 port taken.</summary>
    public int ExitCode { get; } = 1;
}
