using System.Collections.Concurrent;
using Hotline.MongoGateway.Commands;
using Hotline.MongoGateway.Engine;
using Hotline.MongoGateway.Errors;

namespace Hotline.MongoGateway.Sessions;

/// <summary>The latest transaction of each session.</summary>
public sealed class TransactionTable(LanePool lanes, TimeProvider time)
{
    /// <summary>How long a transaction may do nothing before it is rolled back.</summary>
    public static readonly TimeSpan MaxIdle = TimeSpan.FromSeconds(60);

    // How long an ended transaction is remembered, so that a repeated commit gets the same answer.
    private static readonly TimeSpan MaxMemory = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<Guid, PinnedTransaction> _bySession = new();

    public PinnedTransaction? Find(CommandContext context) =>
        _bySession.TryGetValue(context.Session!.Value, out var found) && found.Number == context.TransactionNumber ? found : null;

    /// <summary>The transaction that the command belongs to, begun when the command says so.</summary>
    public async ValueTask<PinnedTransaction> ResumeAsync(CommandContext context, CancellationToken token)
    {
        var transaction = context.StartsTransaction
            ? await StartAsync(context, token)
            : Find(context) ?? throw PinnedTransaction.Gone(context.TransactionNumber!.Value);
        transaction.UsedBy(context.ConnectionId);
        return transaction;
    }

    /// <summary>Commits.</summary>
    /// <exception cref="CommandException">NoSuchTransaction: it is not known here.</exception>
    public async ValueTask CommitAsync(CommandContext context, CancellationToken token)
    {
        // Unknown here may still be committed (another life of this process): without the label no driver repeats it blindly.
        var transaction = Find(context) ?? throw new CommandException(ErrorCode.NoSuchTransaction, "no such transaction is known");
        await transaction.CommitAsync(token);
    }

    public async ValueTask AbortAsync(CommandContext context, CancellationToken token)
    {
        var transaction = Find(context);
        if (transaction is null || transaction.State == TransactionState.Aborted)
        {
            throw PinnedTransaction.Gone(context.TransactionNumber!.Value);
        }

        if (transaction.State == TransactionState.Committed)
        {
            throw new CommandException(ErrorCode.TransactionCommitted, "the transaction has been committed");
        }

        await transaction.AbortAsync();
    }

    public async ValueTask ForgetConnectionAsync(long connection)
    {
        foreach (var transaction in _bySession.Values.Where(t => t.AbandonedBy(connection)))
        {
            await transaction.AbortAsync();
        }
    }

    public async ValueTask EndSessionsAsync(IEnumerable<Guid> sessions)
    {
        foreach (var session in sessions)
        {
            if (_bySession.TryRemove(session, out var transaction))
            {
                await transaction.AbortAsync();
            }
        }
    }

    public async ValueTask SweepAsync()
    {
        foreach (var (session, transaction) in _bySession)
        {
            var idle = time.GetElapsedTime(transaction.LastUsed);
            if (transaction.State == TransactionState.InProgress && idle > MaxIdle && !transaction.IsBusy)
            {
                await transaction.AbortAsync();
            }
            else if (transaction.State != TransactionState.InProgress && idle > MaxMemory)
            {
                _bySession.TryRemove(KeyValuePair.Create(session, transaction));
            }
        }
    }

    private async ValueTask<PinnedTransaction> StartAsync(CommandContext context, CancellationToken token)
    {
        var session = context.Session!.Value;
        var number = context.TransactionNumber!.Value;
        if (_bySession.TryGetValue(session, out var previous))
        {
            if (previous.Number > number)
            {
                throw new CommandException(
                    ErrorCode.TransactionTooOld, $"transaction {number} is older than {previous.Number} of this session");
            }

            if (previous.Number == number)
            {
                throw new CommandException(ErrorCode.ConflictingOperationInProgress, $"transaction {number} was already started");
            }

            await previous.AbortAsync();
        }

        var transaction = new PinnedTransaction(await lanes.RentPinnedAsync(token), lanes, number, time);
        await transaction.BeginAsync(token);
        _bySession[session] = transaction;
        return transaction;
    }
}
