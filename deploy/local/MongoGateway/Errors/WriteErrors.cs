using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Hotline.MongoGateway.Errors;

/// <summary>The engine's writeErrors carry packed SQL states; a driver wants MongoDB's numbers.</summary>
public static class WriteErrors
{
    public static BsonDocument Rewrite(byte[] engineReply)
    {
        var reply = BsonSerializer.Deserialize<BsonDocument>(engineReply);
        if (reply.TryGetValue("writeErrors", out var errors))
        {
            foreach (var error in errors.AsBsonArray.Cast<BsonDocument>())
            {
                var code = EngineStates.Translate(EngineStates.Unpack(error["code"].ToInt32()));
                var message = error.GetValue("errmsg", "").AsString;
                error["code"] = (int)code;
                error["errmsg"] = code == ErrorCode.DuplicateKey ? DuplicateKeys.Describe(message) : message;
            }
        }

        return reply;
    }

    /// <summary>Inside a transaction a conflict with another is the failure of the command, which a driver may begin again.</summary>
    public static void ThrowConflict(BsonDocument reply)
    {
        var conflict = reply["writeErrors"].AsBsonArray.Cast<BsonDocument>()
            .FirstOrDefault(e => (ErrorCode)e["code"].AsInt32 is ErrorCode.WriteConflict or ErrorCode.LockTimeout);
        if (conflict is not null)
        {
            throw new CommandException(ErrorCode.WriteConflict, conflict["errmsg"].AsString, CommandException.TransientTransaction);
        }
    }
}
