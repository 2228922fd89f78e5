using Hotline.MongoGateway.Engine;
using Hotline.MongoGateway.Errors;
using Hotline.MongoGateway.Sessions;

namespace Hotline.MongoGateway.Commands;

/// <summary>Runs a statement for a command: in its transaction, or alone on a connection of the pool.</summary>
public static class EngineCall
{
    /// <summary>How often a statement that a conflict rolled back is repeated before the caller gets the conflict.</summary>
    private const int MaxAttempts = 8;

    // Times the number of attempts, in milliseconds. Who comes back at once joins the circle that was just broken: those who
    // insert one unique key at once wait for each other, and the engine sends away one at a time.
    private const int ShortestPause = 20;
    private const int LongestPause = 150;

    public static ValueTask<EngineResult> RunAsync(
        CommandContext context, Statement statement, ReadOnlyMemory<byte> third, CancellationToken token) =>
        RunAsync(context, (lane, t) => lane.RunAsync(statement, context.Database, context.Command, third, context.Reply, t), token);

    public static async ValueTask<T> RunAsync<T>(
        CommandContext context, Func<Lane, CancellationToken, ValueTask<T>> statement, CancellationToken token)
    {
        if (context.InTransaction)
        {
            var transaction = await context.Services.Transactions.ResumeAsync(context, token);
            return await transaction.RunAsync(statement, token);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AloneAsync(context, statement, token);
            }
            catch (CommandException conflict) when (conflict.RolledBackByConflict && attempt < MaxAttempts)
            {
                var pause = TimeSpan.FromMilliseconds(attempt * Random.Shared.Next(ShortestPause, LongestPause));
                await Task.Delay(pause, context.Services.Time, token);
            }
        }
    }

    /// <summary>As in MongoDB: any error inside a transaction ends it.</summary>
    public static ValueTask EndTransactionAfterErrorAsync(CommandContext context) =>
        context.Services.Transactions.Find(context) is PinnedTransaction transaction ? transaction.AbortAsync() : ValueTask.CompletedTask;

    private static async ValueTask<T> AloneAsync<T>(
        CommandContext context, Func<Lane, CancellationToken, ValueTask<T>> statement, CancellationToken token)
    {
        var pool = context.Services.Lanes;
        var lane = await pool.RentAsync(token);
        try
        {
            return await statement(lane, token);
        }
        catch (Exception failure) when (EngineFailures.IsOfEngine(failure))
        {
            throw EngineFailures.Translate(failure);
        }
        catch (OperationCanceledException) when (lane.IsBroken && context.Definition.RemembersResult)
        {
            // The engine did not say that it stopped: it may still finish what it was told.
            throw EngineFailures.Lost(
                "the command was given up and the connection to the store was lost; the outcome of the command is not known");
        }
        finally
        {
            await pool.ReturnAsync(lane);
        }
    }
}
