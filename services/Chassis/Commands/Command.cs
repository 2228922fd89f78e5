using Hotline.Chassis.Access;
using Hotline.Chassis.Configuration;
using Hotline.Events.V1;
using Hotline.Type.V1;

namespace Hotline.Chassis.Commands;

/// <summary>A version of a source's events.</summary>
public sealed record SeenVersion(Source Source, long Version);

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

    /// <summary>
    /// A person of several units acts here for the one in which the matter lies, as told by its
    /// unit and ancestors, the nearest first.
    /// </summary>
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
        $"event|{header.Source.Name()}|{header.SourceVersion}",
        null,
        header.Actor,
        header.OccurredAt.ToDateTime())
    {
        Seen = new SeenVersion(header.Source, header.SourceVersion),
    };
}
