using System.Net.Sockets;
using Npgsql;

namespace Hotline.MongoGateway.Errors;

/// <summary>Turns what PostgreSQL or the way to it reports into the answer a MongoDB driver understands.</summary>
public static class EngineFailures
{
    /// <summary>The error that a client of MongoDB would get.</summary>
    public static CommandException Translate(Exception failure) => failure switch
    {
        CommandException already => already,
        PostgresException postgres => FromState(postgres.SqlState, postgres.MessageText),
        NpgsqlException or SocketException or IOException or InvalidOperationException or ObjectDisposedException or TimeoutException =>
            Lost("the connection to the store was lost; the outcome of the command is not known"),
        _ => new CommandException(ErrorCode.InternalError, failure.Message),
    };

    /// <summary>Nothing reached the engine: a driver may repeat even a write.</summary>
    public static CommandException Unreachable() =>
        new(ErrorCode.InterruptedDueToReplStateChange, "the store cannot be reached", CommandException.RetryableWrite);

    /// <summary>The connection to the store broke: the outcome of the command is unknown.</summary>
    public static CommandException Lost(string message) => new(ErrorCode.InterruptedDueToReplStateChange, message);

    public static bool IsOfEngine(Exception failure) =>
        failure is NpgsqlException or SocketException or IOException or InvalidOperationException or TimeoutException;

    private static CommandException FromState(string state, string message)
    {
        var code = EngineStates.Translate(state);
        return code switch
        {
            ErrorCode.WriteConflict => new CommandException(code, message) { RolledBackByConflict = true },
            ErrorCode.DuplicateKey => new CommandException(code, DuplicateKeys.Describe(message)),
            _ => new CommandException(code, message),
        };
    }
}
