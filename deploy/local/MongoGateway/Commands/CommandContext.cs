using System.Text;
using Hotline.MongoGateway.Errors;
using Hotline.MongoGateway.Hosting;
using Hotline.MongoGateway.Wire;
using MongoDB.Bson;

namespace Hotline.MongoGateway.Commands;

/// <summary>The command at hand on one connection, read once from its bytes; reused for the next.</summary>
public sealed class CommandContext(GatewayServices services, long connectionId, ReplyBuffer reply)
{
    private byte[] _databaseBytes = [];
    private BsonType _firstType;
    private ReadOnlyMemory<byte> _firstValue;

    public GatewayServices Services { get; } = services;

    public long ConnectionId { get; } = connectionId;

    public ReplyBuffer Reply { get; } = reply;

    public CommandDefinition Definition { get; private set; } = null!;

    public ReadOnlyMemory<byte> Command { get; private set; }

    public ReadOnlyMemory<byte> Sequence { get; private set; }

    public string Database { get; private set; } = "";

    public Guid? Session { get; private set; }

    public long? TransactionNumber { get; private set; }

    public bool StartsTransaction { get; private set; }

    /// <summary>autocommit: false, so the command belongs to a transaction.</summary>
    public bool InTransaction { get; private set; }

    public int MaxTimeMilliseconds { get; private set; }

    /// <summary>False for w: 0 and for the legacy greeting's sake never looked at there.</summary>
    public bool WantsReply { get; private set; }

    /// <summary>The value of the first field, which names the collection.</summary>
    public string Collection => _firstType == BsonType.String
        ? Encoding.UTF8.GetString(_firstValue.Span[4..^1])
        : throw new CommandException(ErrorCode.InvalidNamespace, "collection name has invalid type");

    public BsonType FirstType => _firstType;

    public ReadOnlyMemory<byte> FirstValue => _firstValue;

    public void Read(MessageBody message)
    {
        Command = message.Command;
        Sequence = message.Sequence;
        WantsReply = !message.MoreToCome;
        Session = null;
        TransactionNumber = null;
        StartsTransaction = InTransaction = false;
        MaxTimeMilliseconds = 0;
        _firstType = BsonType.EndOfDocument;
        Fields();
        CheckCombinations(message.SequenceName);
    }

    private void Fields()
    {
        var elements = new BsonElements(Command.Span);
        if (!elements.MoveNext())
        {
            throw new CommandException(ErrorCode.FailedToParse, "an empty command document");
        }

        if (!CommandTable.Commands.TryGet(elements.Name, out var definition))
        {
            throw new CommandException(ErrorCode.CommandNotFound, $"no such command: '{Encoding.UTF8.GetString(elements.Name)}'");
        }

        Definition = definition;
        _firstType = elements.Type;
        _firstValue = Command.Slice(elements.ValueOffset, elements.Value.Length);
        var named = false;
        while (elements.MoveNext())
        {
            if (CommonFields.Table.TryGet(elements.Name, out var common))
            {
                named |= common == CommonField.Database;
                Common(common, ref elements);
            }
            else if (!definition.Knows(elements.Name))
            {
                throw new CommandException(
                    ErrorCode.IDLUnknownField,
                    $"BSON field '{definition.Name}.{Encoding.UTF8.GetString(elements.Name)}' is an unknown field.");
            }
        }

        if (!named && !definition.TakesAnyField)
        {
            throw new CommandException(ErrorCode.FailedToParse, "the command names no database ($db)");
        }
    }

    private void Common(CommonField field, ref BsonElements element)
    {
        switch (field)
        {
            case CommonField.Database:
                Require(element.Type == BsonType.String, "$db");
                NameDatabase(element.Value[4..^1]);
                break;
            case CommonField.Session:
                Require(element.Type == BsonType.Document, "lsid");
                Session = CommonValues.SessionId(element.Value);
                break;
            case CommonField.TransactionNumber:
                Require(element.IsNumber, "txnNumber");
                TransactionNumber = element.AsNumber;
                break;
            case CommonField.Autocommit:
                Require(element.Type == BsonType.Boolean && !element.IsTrue, "autocommit");
                InTransaction = true;
                break;
            case CommonField.StartTransaction:
                Require(element.Type == BsonType.Boolean && element.IsTrue, "startTransaction");
                StartsTransaction = true;
                break;
            case CommonField.MaxTime:
                Require(element.IsNumber && element.AsNumber is >= 0 and <= int.MaxValue, "maxTimeMS");
                MaxTimeMilliseconds = (int)element.AsNumber;
                break;
            case CommonField.WriteConcern:
                Require(element.Type == BsonType.Document, "writeConcern");
                CommonValues.CheckWriteConcern(element.Value);
                break;
            case CommonField.ApiVersion:
                Require(element.Type == BsonType.String && element.Value[4..^1].SequenceEqual("1"u8), "apiVersion");
                break;
            default:
                break; // see CommonField: nothing has to be done for it
        }
    }

    private void CheckCombinations(string? sequenceName)
    {
        if (sequenceName is not null && sequenceName != Definition.Sequence)
        {
            throw new CommandException(
                ErrorCode.IDLUnknownField, $"the command {Definition.Name} takes no document sequence '{sequenceName}'");
        }

        if ((InTransaction || TransactionNumber is not null) && Session is null)
        {
            throw new CommandException(ErrorCode.InvalidOptions, "a transaction number needs a session");
        }

        if (InTransaction && TransactionNumber is null)
        {
            throw new CommandException(ErrorCode.InvalidOptions, "autocommit needs a transaction number");
        }

        if (StartsTransaction && !InTransaction)
        {
            throw new CommandException(ErrorCode.InvalidOptions, "startTransaction needs autocommit: false");
        }

        if (InTransaction && !Definition.Transactional)
        {
            throw new CommandException(
                ErrorCode.OperationNotSupportedInTransaction, $"the command {Definition.Name} cannot run in a transaction");
        }
    }

    private void NameDatabase(ReadOnlySpan<byte> name)
    {
        // A connection nearly always talks about one database: its name is decoded once.
        if (!name.SequenceEqual(_databaseBytes))
        {
            _databaseBytes = name.ToArray();
            Database = Encoding.UTF8.GetString(name);
        }
    }

    private static void Require(bool condition, string field)
    {
        if (!condition)
        {
            throw new CommandException(ErrorCode.TypeMismatch, $"the field '{field}' has a wrong type or value");
        }
    }
}
