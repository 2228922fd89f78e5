using Hotline.MongoGateway.Errors;
using Hotline.MongoGateway.Wire;
using Npgsql;

namespace Hotline.MongoGateway.Engine;

/// <summary>One connection to PostgreSQL with its prepared statements; used by one command, or one transaction, at a time.</summary>
public sealed class Lane(NpgsqlConnection connection, int generation) : IAsyncDisposable
{
    private readonly PreparedCall?[] _calls = new PreparedCall?[Enum.GetValues<Statement>().Length];

    public int Generation { get; } = generation;

    /// <summary>Set once the connection can no longer be trusted.</summary>
    public bool IsBroken { get; private set; }

    public long IdleSince { get; set; }

    public async ValueTask<EngineResult> RunAsync(
        Statement statement,
        string database,
        ReadOnlyMemory<byte> spec,
        ReadOnlyMemory<byte> third,
        ReplyBuffer reply,
        CancellationToken token)
    {
        try
        {
            var call = _calls[(int)statement];
            if (call is null)
            {
                call = new PreparedCall(connection, statement);
                _calls[(int)statement] = call;
                await call.PrepareAsync(token);
            }

            return await call.RunAsync(database, spec, third, reply, token);
        }
        catch (Exception failure) when (EngineFailures.IsOfEngine(failure) || failure is OperationCanceledException)
        {
            NoteFailure(failure);
            throw;
        }
    }

    /// <summary>For statements too rare to keep prepared.</summary>
    public async Task<object?> ScalarAsync(string sql, object?[] arguments, CancellationToken token, bool asText = false)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = asText };
            foreach (var argument in arguments)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = argument ?? DBNull.Value });
            }

            return await command.ExecuteScalarAsync(token);
        }
        catch (Exception failure) when (EngineFailures.IsOfEngine(failure) || failure is OperationCanceledException)
        {
            NoteFailure(failure);
            throw;
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private void NoteFailure(Exception failure)
    {
        // A PostgresException is an answer: the connection lives, unless it says that the server is going away.
        IsBroken |= connection.FullState != System.Data.ConnectionState.Open
            || (failure is PostgresException postgres && postgres.SqlState.StartsWith("57P", StringComparison.Ordinal))
            || failure is not (PostgresException or OperationCanceledException);
    }
}
