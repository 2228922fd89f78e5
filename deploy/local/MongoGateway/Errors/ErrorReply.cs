using MongoDB.Bson;

namespace Hotline.MongoGateway.Errors;

public static class ErrorReply
{
    public static BsonDocument Of(CommandException error)
    {
        var reply = new BsonDocument
        {
            { "ok", 0.0 },
            { "errmsg", error.Message },
            { "code", (int)error.Code },
            { "codeName", error.Code.ToString() },
        };
        if (error.Labels.Count > 0)
        {
            reply.Add("errorLabels", new BsonArray(error.Labels));
        }

        return reply;
    }
}
