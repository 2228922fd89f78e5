namespace Hotline.MongoGateway.Wire;

/// <summary>The bytes are not the protocol: nothing on this connection can be trusted any more, so it is closed.</summary>
public sealed class ProtocolException : Exception
{
    public ProtocolException()
    {
    }

    public ProtocolException(string message)
        : base(message)
    {
    }

    public ProtocolException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
