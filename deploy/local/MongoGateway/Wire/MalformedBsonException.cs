namespace Hotline.MongoGateway.Wire;

/// <summary>The message is framed well but a document in it is not BSON: answered as InvalidBSON, never given to the engine.</summary>
public sealed class MalformedBsonException : Exception
{
    public MalformedBsonException()
    {
    }

    public MalformedBsonException(string message)
        : base(message)
    {
    }

    public MalformedBsonException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
