using Hotline.MongoGateway.Wire;

namespace Hotline.MongoGateway.Commands;

public delegate ValueTask CommandHandler(CommandContext context, CancellationToken token);

/// <summary>One command: the options it knows, the sequence it may bring, and who answers it.</summary>
public sealed class CommandDefinition
{
    private readonly Utf8Table<bool> _fields;

    public CommandDefinition(string name, CommandHandler handler, params string[] fields)
    {
        Name = name;
        Handler = handler;
        _fields = new Utf8Table<bool>(fields.Append(name).Select(f => KeyValuePair.Create(f, true)));
    }

    public string Name { get; }

    public CommandHandler Handler { get; }

    /// <summary>The name of the document sequence that may travel beside the command.</summary>
    public string? Sequence { get; init; }

    /// <summary>May run inside a transaction.</summary>
    public bool Transactional { get; init; }

    /// <summary>Changes documents: its result is remembered for a driver that repeats it under the same number.</summary>
    public bool RemembersResult { get; init; }

    /// <summary>Greets or ends: carries whatever fields a driver's version likes to send about itself.</summary>
    public bool TakesAnyField { get; init; }

    public bool Knows(ReadOnlySpan<byte> field) => TakesAnyField || _fields.TryGet(field, out _);
}
