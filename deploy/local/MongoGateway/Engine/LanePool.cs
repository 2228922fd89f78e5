using System.Collections.Concurrent;
using Hotline.MongoGateway.Errors;
using Npgsql;

namespace Hotline.MongoGateway.Engine;

/// <summary>
/// A bounded number of connections to PostgreSQL, the most recently used first. Transactions have a share of their own,
/// so that however many are open, single commands go on.
/// </summary>
public sealed class LanePool(NpgsqlDataSource source, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Connections to PostgreSQL that commands share; a command waits for 30 seconds at most while all are taken.</summary>
    public const int MaxShared = 40;

    /// <summary>Connections for transactions: as many may be open at once.</summary>
    public const int MaxPinned = 24;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    // After this long without use a connection is asked whether it still lives: cheaper than an unknown outcome.
    private static readonly TimeSpan TrustIdle = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(1);

    private readonly ConcurrentStack<Lane> _idle = new();
    private readonly SemaphoreSlim _shared = new(MaxShared);
    private readonly SemaphoreSlim _pinned = new(MaxPinned);
    private int _generation;

    /// <summary>Takes a shared connection; it must be returned.</summary>
    /// <exception cref="CommandException">ExceededTimeLimit: none became free in time.</exception>
    public ValueTask<Lane> RentAsync(CancellationToken token) => RentAsync(_shared, token);

    /// <summary>Takes a connection for one transaction; it must be returned.</summary>
    /// <exception cref="CommandException">ExceededTimeLimit: none became free in time.</exception>
    public ValueTask<Lane> RentPinnedAsync(CancellationToken token) => RentAsync(_pinned, token);

    public ValueTask ReturnAsync(Lane lane) => ReturnAsync(_shared, lane);

    public ValueTask ReturnPinnedAsync(Lane lane) => ReturnAsync(_pinned, lane);

    /// <summary>Closes what has not been used for long: a quiet gateway holds few connections.</summary>
    public async ValueTask SweepAsync()
    {
        var kept = new List<Lane>();
        while (_idle.TryPop(out var lane))
        {
            if (time.GetElapsedTime(lane.IdleSince) > MaxIdle)
            {
                await lane.DisposeAsync();
            }
            else
            {
                kept.Add(lane);
            }
        }

        kept.Reverse();
        if (kept.Count > 0)
        {
            _idle.PushRange([.. kept]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var lane))
        {
            await lane.DisposeAsync();
        }

        _shared.Dispose();
        _pinned.Dispose();
    }

    private async ValueTask<Lane> RentAsync(SemaphoreSlim share, CancellationToken token)
    {
        if (!await share.WaitAsync(MaxWait, token))
        {
            throw new CommandException(
                ErrorCode.ExceededTimeLimit, "no connection to the store became free in time", CommandException.RetryableWrite);
        }

        try
        {
            while (_idle.TryPop(out var lane))
            {
                if (lane.Generation == Volatile.Read(ref _generation) && await IsAliveAsync(lane, token))
                {
                    return lane;
                }

                await lane.DisposeAsync();
            }

            return await OpenAsync(token);
        }
        catch
        {
            share.Release();
            throw;
        }
    }

    private async ValueTask ReturnAsync(SemaphoreSlim share, Lane lane)
    {
        if (lane.IsBroken)
        {
            // When one connection dies unasked, its sisters most likely died with it.
            Interlocked.CompareExchange(ref _generation, lane.Generation + 1, lane.Generation);
            await lane.DisposeAsync();
        }
        else
        {
            lane.IdleSince = time.GetTimestamp();
            _idle.Push(lane);
        }

        share.Release();
    }

    private async ValueTask<bool> IsAliveAsync(Lane lane, CancellationToken token)
    {
        if (time.GetElapsedTime(lane.IdleSince) < TrustIdle)
        {
            return true;
        }

        try
        {
            await lane.ScalarAsync("SELECT 1", [], token);
            return true;
        }
        catch (Exception failure) when (EngineFailures.IsOfEngine(failure))
        {
            return false;
        }
    }

    private async ValueTask<Lane> OpenAsync(CancellationToken token)
    {
        var generation = Volatile.Read(ref _generation);
        var connection = source.CreateConnection();
        try
        {
            await connection.OpenAsync(token);
            return new Lane(connection, generation);
        }
        catch (Exception failure)
        {
            await connection.DisposeAsync();
            if (EngineFailures.IsOfEngine(failure))
            {
                throw EngineFailures.Unreachable();
            }

            throw;
        }
    }
}
