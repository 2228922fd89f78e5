using System.Buffers.Binary;
using Hotline.MongoGateway.Wire;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Commands;

/// <summary>
/// The engine says n: 0, updatedExisting: false of a document that matched but was left as it was; MongoDB says n: 1,
/// updatedExisting: true. Corrected in place: the sizes are the same.
/// </summary>
public static class FindAndModifyReply
{
    public static void Correct(Span<byte> reply)
    {
        var count = -1;
        var existing = -1;
        var matched = false;
        var elements = new BsonElements(reply);
        while (elements.MoveNext())
        {
            if (elements.Name.SequenceEqual("value"u8))
            {
                matched = elements.Type == BsonType.Document;
            }
            else if (elements.Name.SequenceEqual("lastErrorObject"u8) && elements.Type == BsonType.Document)
            {
                var inner = new BsonElements(elements.Value);
                while (inner.MoveNext())
                {
                    if (inner.Name.SequenceEqual("n"u8) && inner.Type == BsonType.Int32 && inner.AsInt32 == 0)
                    {
                        count = elements.ValueOffset + inner.ValueOffset;
                    }
                    else if (inner.Name.SequenceEqual("updatedExisting"u8) && inner.Type == BsonType.Boolean)
                    {
                        existing = elements.ValueOffset + inner.ValueOffset;
                    }
                }
            }
        }

        if (matched && count >= 0)
        {
            BinaryPrimitives.WriteInt32LittleEndian(reply[count..], 1);
            if (existing >= 0)
            {
                reply[existing] = 1;
            }
        }
    }
}
