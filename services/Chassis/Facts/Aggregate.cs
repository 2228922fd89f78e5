using System.Collections.ObjectModel;
using Google.Protobuf;
using Hotline.Chassis.Access;
using Hotline.Events.V1;
using Hotline.Type.V1;

namespace Hotline.Chassis.Facts;

/// <summary>A ticket's document in one service: its state, its version, its chain tip and what waits to be announced.</summary>
public sealed record Aggregate<TState>(string Id, long V, string Tip, IReadOnlyList<Fact> Pending, TState State)
{
    /// <summary>The last version taken in of each source, when it is remembered on the ticket itself.</summary>
    public IReadOnlyDictionary<string, long> Seen { get; init; } = ReadOnlyDictionary<string, long>.Empty;

    public bool HasSeen(SeenVersion version) => Seen.GetValueOrDefault(version.Name) >= version.Version;

    /// <summary>What the write of a fact makes of it.</summary>
    public Aggregate<TState> With(Fact fact, TState state, SeenVersion? seen) => new(Id, fact.V, fact.Hash, [.. Pending, fact], state)
    {
        Seen = seen is null ? Seen : new Dictionary<string, long>(Seen) { [seen.Name] = seen.Version },
    };
}

/// <summary>What a decision wants written: the new state and the one fact that tells of it.</summary>
public sealed record Change<TState>(
    TState State,
    string Type,
    IReadOnlyDictionary<string, string> Details,
    IReadOnlyList<IMessage> Events)
{
    /// <summary>Set when the decision knows better than the command when it happened: a clock that fired late, or one that runs slow.</summary>
    public DateTime? OccurredAt { get; init; }
}

/// <summary>A version of a source's events.</summary>
public sealed record SeenVersion(Source Source, long Version)
{
    public string Name => Source.ToString().ToLowerInvariant();

    public string Field => "seen." + Name;
}

/// <summary>Who asks for a change, under which key, and what was seen before.</summary>
public sealed record Command(string RequestKey, string? BodyHash, Actor Actor, DateTime OccurredAt)
{
    public string? Etag { get; init; }

    public Scope Scope { get; init; } = Scope.All;

    /// <summary>Set when an event asks: the gate it must pass.</summary>
    public SeenVersion? Seen { get; init; }

    /// <summary>The request_id as the caller gave it, for refusals.</summary>
    public string RequestId => RequestKey.Split('|')[1];

    /// <summary>The key of a caller's request. A request_id never holds a bar and a subject may: so the subject comes last.</summary>
    public static string KeyOf(string subject, string requestId) => $"call|{requestId}|{subject}";

    /// <summary>Whoever acts for several units acts here for the one in which the matter lies, as told by its unit and ancestors, the nearest first.</summary>
    public Command ActingIn(IEnumerable<string> unitAndAncestors)
    {
        if (unitAndAncestors.FirstOrDefault(Scope.Units.Contains) is not { } unit)
        {
            return this;
        }

        var actor = Actor.Clone();
        actor.UnitId = unit;
        return this with { Actor = actor };
    }

    /// <summary>The command that an event carries into its consumer.</summary>
    public static Command Of(EventHeader header) => new(
        $"event|{header.Source.ToString().ToLowerInvariant()}|{header.SourceVersion}",
        null,
        header.Actor,
        header.OccurredAt.ToDateTime())
    {
        Seen = new SeenVersion(header.Source, header.SourceVersion),
    };
}

/// <summary>What was written, or what an earlier call of the same request wrote.</summary>
public sealed record Written<TState>(Aggregate<TState> Aggregate, Fact Fact, bool Repeated);
