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

    public int ExitCode { get; } = 1;
}
