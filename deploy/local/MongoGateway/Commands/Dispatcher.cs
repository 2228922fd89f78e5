using Hotline.MongoGateway.Errors;
using Hotline.MongoGateway.Sessions;
using Hotline.MongoGateway.Wire;

namespace Hotline.MongoGateway.Commands;

/// <summary>From the bytes of a message to the reply in the buffer.</summary>
public static class Dispatcher
{
    /// <summary>Answers into the context's buffer; false when the client wants no reply.</summary>
    public static async ValueTask<bool> AnswerAsync(
        CommandContext context, MessageHeader header, ReadOnlyMemory<byte> frame, CancellationToken token)
    {
        try
        {
            var message = header.OpCode switch
            {
                OpCodes.Message => MessageBody.ReadMessage(frame),
                OpCodes.Query => MessageBody.ReadQuery(frame),
                _ => throw new ProtocolException($"operation {header.OpCode} is not spoken here"),
            };
            context.Read(message);
            context.Services.Commands.Add(context.Definition.Name);
            if (header.OpCode == OpCodes.Query && !context.Definition.TakesAnyField)
            {
                throw new CommandException(ErrorCode.CommandNotSupported, "OP_QUERY is only for the greeting");
            }

            await RunAsync(context, token);
            return context.WantsReply;
        }
        catch (MalformedBsonException failure)
        {
            context.Reply.Put(ErrorReply.Of(new CommandException(ErrorCode.InvalidBSON, failure.Message)));
            return true;
        }
        catch (CommandException failure)
        {
            context.Reply.Put(ErrorReply.Of(failure));
            return context.WantsReply;
        }
    }

    private static async ValueTask RunAsync(CommandContext context, CancellationToken token)
    {
        if (context.MaxTimeMilliseconds == 0)
        {
            await OnceAsync(context, token);
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(context.MaxTimeMilliseconds);
        try
        {
            await OnceAsync(context, limit.Token);
        }
        catch (Exception ended)
            when (!token.IsCancellationRequested
                && ended is OperationCanceledException or CommandException { Code: ErrorCode.Interrupted })
        {
            // The engine keeps the same limit, and sometimes its clock is the first.
            throw new CommandException(ErrorCode.MaxTimeMSExpired, "operation exceeded time limit");
        }
    }

    private static async ValueTask OnceAsync(CommandContext context, CancellationToken token)
    {
        if (!context.Definition.RemembersResult || context.InTransaction || context.TransactionNumber is not long number)
        {
            await context.Definition.Handler(context, token);
            return;
        }

        var (write, earlier) = await context.Services.Retries.EnterAsync(context.Session!.Value, number, token);
        if (earlier is not null)
        {
            context.Reply.Put(earlier);
            return;
        }

        await NumberedAsync(context, write, token);
    }

    private static async ValueTask NumberedAsync(CommandContext context, NumberedWrite write, CancellationToken token)
    {
        try
        {
            await context.Definition.Handler(context, token);
            write.Settle(context.Reply.Document.ToArray());
        }
        catch (CommandException failure) when (failure.Code == ErrorCode.InterruptedDueToReplStateChange && failure.Labels.Count == 0)
        {
            write.Doubt(failure);
            throw;
        }
        catch
        {
            write.Settle(null);
            throw;
        }
    }
}
