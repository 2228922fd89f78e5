using Hotline.MongoGateway.Hosting;
using Npgsql;

namespace Hotline.MongoGateway.Engine;

/// <summary>What runs behind the gateway.</summary>
public sealed record EngineInfo(string PostgresVersion, string EngineVersion);

/// <summary>Waits for PostgreSQL, then makes sure that the engine in it is new enough and has its index library.</summary>
public static class EngineProbe
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<EngineInfo> WaitAsync(NpgsqlDataSource source, TimeSpan timeout, TimeProvider time, CancellationToken token)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await AskAsync(source, token);
            }
            catch (NpgsqlException failure) when (failure is not PostgresException { SqlState: "3D000" or "28000" or "28P01" })
            {
                if (time.GetElapsedTime(started) > timeout)
                {
                    throw new StartException(3, $"PostgreSQL cannot be reached after {timeout.TotalSeconds:0} s: {failure.Message}");
                }
            }
            catch (PostgresException refused)
            {
                throw new StartException(3, $"PostgreSQL refuses the connection: {refused.MessageText}");
            }

            await Task.Delay(Pause, time, token);
        }
    }

    private static async Task<EngineInfo> AskAsync(NpgsqlDataSource source, CancellationToken token)
    {
        await using var connection = await source.OpenConnectionAsync(token);
        var engine = await TextAsync(connection, "SELECT extversion FROM pg_extension WHERE extname = 'documentdb'", token)
            ?? throw new StartException(
                4, "The extension documentdb is not created in this database: create extension documentdb cascade.");
        if (!int.TryParse(engine.Split('.')[0], out var major) || major < 1)
        {
            throw new StartException(4, $"DocumentDB {engine} is too old: 1.0 or later is needed.");
        }

        _ = await TextAsync(connection, "SELECT extversion FROM pg_extension WHERE extname = 'documentdb_extended_rum'", token)
            ?? throw new StartException(
                4, "The extension documentdb_extended_rum is not created in this database: create extension documentdb_extended_rum.");
        return new EngineInfo(connection.PostgreSqlVersion.ToString(), engine);
    }

    private static async Task<string?> TextAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(token) as string;
    }
}
