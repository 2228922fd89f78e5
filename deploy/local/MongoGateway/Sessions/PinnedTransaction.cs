using System.Collections.Concurrent;
using Hotline.MongoGateway.Engine;
using Hotline.MongoGateway.Errors;

namespace Hotline.MongoGateway.Sessions;

public enum TransactionState
{
    InProgress,
    Committed,
    Aborted,

    /// <summary>The connection broke while the commit was under way; the store is asked when the commit is repeated.</summary>
    InDoubt,
}

/// <summary>One transaction of one session: a connection of its own and a PostgreSQL transaction that sees one snapshot.</summary>
public sealed class PinnedTransaction(Lane lane, LanePool lanes, long number, TimeProvider time) : IDisposable
{
    // A write conflict is reported, as in MongoDB, not waited for; the short timeout spares needless repeats.
    private const string Begin =
        "BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL lock_timeout = '100ms'";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<long, bool> _connections = new();
    private string? _committing;

    public long Number { get; } = number;

    public TransactionState State { get; private set; } = TransactionState.InProgress;

    public long LastUsed { get; private set; } = time.GetTimestamp();

    public bool IsBusy => _turn.CurrentCount == 0;

    public async ValueTask BeginAsync(CancellationToken token)
    {
        try
        {
            await lane.ScalarAsync(Begin, [], token);
        }
        catch (Exception failure)
        {
            await ReleaseAsync(TransactionState.Aborted);
            throw EngineFailures.Translate(failure);
        }
    }

    public void UsedBy(long connection) => _connections[connection] = true;

    /// <summary>True when that was the last connection of its client: no client is left to end the transaction.</summary>
    public bool AbandonedBy(long connection) => _connections.TryRemove(connection, out _) && _connections.IsEmpty;

    public async ValueTask<T> RunAsync<T>(Func<Lane, CancellationToken, ValueTask<T>> statement, CancellationToken token)
    {
        await _turn.WaitAsync(token);
        try
        {
            if (State != TransactionState.InProgress)
            {
                throw Gone(Number);
            }

            LastUsed = time.GetTimestamp();
            return await statement(lane, token);
        }
        catch (Exception failure) when (State == TransactionState.InProgress)
        {
            await RollBackAsync();
            if (failure is OperationCanceledException)
            {
                throw;
            }

            throw AsTransient(EngineFailures.Translate(failure));
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask CommitAsync(CancellationToken token)
    {
        await _turn.WaitAsync(token);
        try
        {
            switch (State)
            {
                case TransactionState.InProgress:
                    await CommitOnceAsync(token);
                    break;
                case TransactionState.InDoubt:
                    await ResolveAsync(token);
                    break;
                case TransactionState.Aborted:
                    throw Gone(Number);
                default:
                    break; // committed already: a repeated commit is answered as the first
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask AbortAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (State == TransactionState.InProgress)
            {
                await RollBackAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    public static CommandException Gone(long number) =>
        new(ErrorCode.NoSuchTransaction, $"Transaction {number} has been aborted.", CommandException.TransientTransaction);

    private static CommandException AsTransient(CommandException failure) => failure.Code switch
    {
        // A lock that was not given in time is another transaction's: a conflict.
        ErrorCode.LockTimeout => new CommandException(ErrorCode.WriteConflict, failure.Message, CommandException.TransientTransaction),
        ErrorCode.WriteConflict or ErrorCode.NoSuchTransaction or ErrorCode.InterruptedDueToReplStateChange =>
            new CommandException(failure.Code, failure.Message, CommandException.TransientTransaction),
        _ => failure,
    };

    private async ValueTask CommitOnceAsync(CancellationToken token)
    {
        try
        {
            _committing = await lane.ScalarAsync("SELECT pg_current_xact_id_if_assigned()::text", [], token) as string;
            await lane.ScalarAsync("COMMIT", [], CancellationToken.None);
            await ReleaseAsync(TransactionState.Committed);
        }
        catch (Exception failure)
        {
            if (!lane.IsBroken)
            {
                await RollBackAsync();
                throw AsTransient(EngineFailures.Translate(failure));
            }

            // Nothing was written: nothing can be lost.
            await ReleaseAsync(_committing is null ? TransactionState.Aborted : TransactionState.InDoubt);
            throw _committing is null ? Gone(Number) : EngineFailures.Lost("the connection to the store was lost during commit");
        }
    }

    private async ValueTask ResolveAsync(CancellationToken token)
    {
        var other = await lanes.RentAsync(token);
        try
        {
            var outcome = await other.ScalarAsync("SELECT pg_xact_status($1::text::xid8)", [_committing], token) as string;
            State = outcome switch
            {
                "committed" => TransactionState.Committed,
                "aborted" => TransactionState.Aborted,
                _ => throw EngineFailures.Lost("the outcome of the commit is not known yet"),
            };
        }
        catch (Exception failure) when (EngineFailures.IsOfEngine(failure))
        {
            throw EngineFailures.Translate(failure);
        }
        finally
        {
            await lanes.ReturnAsync(other);
        }

        if (State == TransactionState.Aborted)
        {
            throw Gone(Number);
        }
    }

    private async ValueTask RollBackAsync()
    {
        try
        {
            if (!lane.IsBroken)
            {
                await lane.ScalarAsync("ROLLBACK", [], CancellationToken.None);
            }
        }
        catch (Exception failure) when (EngineFailures.IsOfEngine(failure))
        {
            // The lane has noted that it is broken; PostgreSQL rolls back when a connection ends.
        }

        await ReleaseAsync(TransactionState.Aborted);
    }

    private ValueTask ReleaseAsync(TransactionState state)
    {
        State = state;
        return lanes.ReturnPinnedAsync(lane);
    }
}
