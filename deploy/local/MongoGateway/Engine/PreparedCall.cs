using Hotline.MongoGateway.Errors;
using Hotline.MongoGateway.Wire;
using Npgsql;
using NpgsqlTypes;

namespace Hotline.MongoGateway.Engine;

/// <summary>One statement prepared on one connection, its parameters used again and again.</summary>
public sealed class PreparedCall : IAsyncDisposable
{
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlParameter<string> _database = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _spec = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _third = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly ResultShape _shape;

    public PreparedCall(NpgsqlConnection connection, Statement statement)
    {
        _shape = StatementText.ShapeOf(statement);
        _command = new NpgsqlCommand(StatementText.Of(statement), connection);
        _command.Parameters.Add(_database);
        _command.Parameters.Add(_spec);
        if (StatementText.HasThird(statement))
        {
            _command.Parameters.Add(_third);
        }
    }

    public Task PrepareAsync(CancellationToken token) => _command.PrepareAsync(token);

    public async ValueTask<EngineResult> RunAsync(
        string database, ReadOnlyMemory<byte> spec, ReadOnlyMemory<byte> third, ReplyBuffer reply, CancellationToken token)
    {
        _database.TypedValue = database;
        _spec.TypedValue = spec;
        _third.TypedValue = third;
        var reader = await _command.ExecuteReaderAsync(token);
        await using (reader)
        {
            if (!await reader.ReadAsync(token))
            {
                throw new CommandException(ErrorCode.InternalError, "the engine answered without a row");
            }

            return Read(reader, reply);
        }
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private EngineResult Read(NpgsqlDataReader reader, ReplyBuffer reply)
    {
        var length = (int)reader.GetBytes(0, 0, null, 0, 0);
        var (bytes, offset) = reply.TakeArray(length);
        reader.GetBytes(0, 0, bytes, offset, length);
        switch (_shape)
        {
            case ResultShape.Outcome:
                return new EngineResult(reader.GetBoolean(1), null, 0);
            case ResultShape.NextPage:
                return new EngineResult(true, Continuation(reader), 0);
            case ResultShape.FirstPage:
                if (reader.GetBoolean(2))
                {
                    throw new CommandException(
                        ErrorCode.CommandNotSupported, "a cursor bound to one connection of the engine is not supported");
                }

                return new EngineResult(true, Continuation(reader), reader.GetInt64(3));
            default:
                return new EngineResult(true, null, 0);
        }
    }

    private static byte[]? Continuation(NpgsqlDataReader reader) => reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1);
}
