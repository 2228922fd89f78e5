namespace Hotline.MongoGateway.Errors;

/// <summary>A command that is answered with ok: 0.</summary>
public sealed class CommandException : Exception
{
    /// <summary>The label that lets a driver repeat the whole transaction.</summary>
    public const string TransientTransaction = "TransientTransactionError";

    /// <summary>The label that lets a driver repeat the write: it had no effect.</summary>
    public const string RetryableWrite = "RetryableWriteError";

    public CommandException()
    {
    }

    public CommandException(string message)
        : base(message)
    {
    }

    public CommandException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public CommandException(ErrorCode code, string message, params string[] labels)
        : base(message)
    {
        Code = code;
        Labels = labels;
    }

    /// <summary>MongoDB's code.</summary>
    public ErrorCode Code { get; } = ErrorCode.InternalError;

    /// <summary>The labels that tell a driver what it may do again by itself.</summary>
    public IReadOnlyList<string> Labels { get; } = [];

    /// <summary>The whole statement was rolled back by a conflict with another: repeating it is safe.</summary>
    public bool RolledBackByConflict { get; init; }

    public CommandException WithLabel(string label) =>
        Labels.Contains(label) ? this : new CommandException(Code, Message, [.. Labels, label]);
}
