using Hotline.MongoGateway.Engine;
using Hotline.MongoGateway.Errors;

namespace Hotline.MongoGateway.Commands;

/// <summary>The commands that change documents.</summary>
public static class DocumentCommands
{
    public static ValueTask InsertAsync(CommandContext context, CancellationToken token) =>
        WriteAsync(context, Statement.Insert, Statement.InsertSequence, token);

    public static ValueTask UpdateAsync(CommandContext context, CancellationToken token) =>
        WriteAsync(context, Statement.Update, Statement.UpdateSequence, token);

    public static ValueTask DeleteAsync(CommandContext context, CancellationToken token) =>
        WriteAsync(context, Statement.Delete, Statement.DeleteSequence, token);

    public static async ValueTask FindAndModifyAsync(CommandContext context, CancellationToken token)
    {
        await EngineCall.RunAsync(context, Statement.FindAndModify, default, token);
        FindAndModifyReply.Correct(context.Reply.Written);
    }

    private static async ValueTask WriteAsync(CommandContext context, Statement inBody, Statement inSequence, CancellationToken token)
    {
        var result = await EngineCall.RunAsync(context, context.Sequence.IsEmpty ? inBody : inSequence, context.Sequence, token);
        if (!result.Success)
        {
            var reply = WriteErrors.Rewrite(context.Reply.Document.ToArray());
            if (context.InTransaction)
            {
                await EngineCall.EndTransactionAfterErrorAsync(context);
                WriteErrors.ThrowConflict(reply);
            }

            context.Reply.Put(reply);
        }
    }
}
