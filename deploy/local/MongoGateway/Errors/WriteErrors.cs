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
}
