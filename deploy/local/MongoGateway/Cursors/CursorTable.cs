using System.Collections.Concurrent;
using Hotline.MongoGateway.Commands;
using Hotline.MongoGateway.Engine;
using Hotline.MongoGateway.Errors;

namespace Hotline.MongoGateway.Cursors;

/// <summary>The open cursors. The engine keeps nothing of them but, for sorted ones, a file: any connection can go on.</summary>
public sealed class CursorTable(LanePool lanes, TimeProvider time)
{
    private const int MaxOpen = 4000;
    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<long, (OpenCursor Cursor, long Used)> _open = new();

    public int Count => _open.Count;

    public void Keep(OpenCursor cursor)
    {
        if (_open.Count >= MaxOpen)
        {
            throw new CommandException(ErrorCode.ExceededMemoryLimit, "too many open cursors");
        }

        _open[cursor.Id] = (cursor, time.GetTimestamp());
    }

    /// <summary>Hands the cursor to one caller: it is put back by that caller if it has more.</summary>
    public OpenCursor? Take(long id, CommandContext context)
    {
        if (!_open.TryGetValue(id, out var entry) || entry.Cursor.Database != context.Database)
        {
            return null;
        }

        var owner = context.InTransaction ? context.TransactionNumber : null;
        if (entry.Cursor.Transaction is not null && entry.Cursor.Transaction != owner)
        {
            return null;
        }

        return _open.TryRemove(KeyValuePair.Create(id, entry)) ? entry.Cursor : null;
    }

    public async Task ForgetInEngineAsync(long[] ids, CancellationToken token)
    {
        var lane = await lanes.RentAsync(token);
        try
        {
            await lane.ScalarAsync("SELECT documentdb_api_internal.delete_cursors($1)::bytea", [ids], token);
        }
        catch (Exception failure) when (EngineFailures.IsOfEngine(failure))
        {
            throw EngineFailures.Translate(failure);
        }
        finally
        {
            await lanes.ReturnAsync(lane);
        }
    }

    public async Task SweepAsync(CancellationToken token)
    {
        var old = _open.Where(e => time.GetElapsedTime(e.Value.Used) > MaxIdle).Where(_open.TryRemove).Select(e => e.Key).ToArray();
        if (old.Length > 0)
        {
            await ForgetInEngineAsync(old, token);
        }
    }

    public void EndSessions(IReadOnlySet<Guid> sessions)
    {
        foreach (var entry in _open.Where(e => e.Value.Cursor.Session is Guid session && sessions.Contains(session)))
        {
            _open.TryRemove(entry);
        }
    }
}
