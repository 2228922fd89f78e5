using Hotline.MongoGateway.Errors;
using Hotline.MongoGateway.Wire;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Commands;

/// <summary>Reads the two common options that are documents themselves.</summary>
public static class CommonValues
{
    private const int GuidBinary = 5 + 16;

    public static Guid SessionId(ReadOnlySpan<byte> lsid)
    {
        var elements = new BsonElements(lsid);
        while (elements.MoveNext())
        {
            if (elements.Name.SequenceEqual("id"u8) && elements.Type == BsonType.Binary && elements.Value.Length == GuidBinary)
            {
                return new Guid(elements.Value[5..], bigEndian: true);
            }
        }

        throw new CommandException(ErrorCode.FailedToParse, "lsid needs an id of 16 bytes");
    }

    public static void CheckWriteConcern(ReadOnlySpan<byte> writeConcern)
    {
        var elements = new BsonElements(writeConcern);
        while (elements.MoveNext())
        {
            if (elements.Name.SequenceEqual("w"u8))
            {
                var satisfied = elements.IsNumber
                    ? elements.AsNumber is 0 or 1
                    : elements.Type == BsonType.String && elements.Value[4..^1].SequenceEqual("majority"u8);
                if (!satisfied)
                {
                    throw new CommandException(
                        ErrorCode.UnsatisfiableWriteConcern, "only w: 0, 1 or majority can be satisfied by one store");
                }
            }
            else if (!elements.Name.SequenceEqual("j"u8)
                && !elements.Name.SequenceEqual("wtimeout"u8)
                && !elements.Name.SequenceEqual("fsync"u8))
            {
                throw new CommandException(ErrorCode.FailedToParse, "unknown field in writeConcern");
            }
        }
    }
}
