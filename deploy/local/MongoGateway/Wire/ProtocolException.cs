namespace Hotline.MongoGateway.Wire;

/// <summary>The bytes are not the protocol: the gateway can no longer trust this connection, and closes it.</summary>
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
