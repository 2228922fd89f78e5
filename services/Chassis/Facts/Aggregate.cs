using System.Text;

namespace Hotline.Chassis.Facts;

/// <summary>A ticket's document in one service: its state, its version, its chain tip and the facts not yet published.</summary>
public sealed record Aggregate<TState>(string Id, long V, string Tip, IReadOnlyList<Fact> Pending, TState State)
{
    /// <summary>The last applied version of each source.</summary>
    public IReadOnlyDictionary<string, long> Seen { get; init; } = new Dictionary<string, long>();

    /// <summary>For each consumer the last version with an event that it applies.</summary>
    public IReadOnlyDictionary<string, long> Sent { get; init; } = new Dictionary<string, long>();

    /// <summary>What its pending facts take of the document, in bytes.</summary>
    public long PendingBytes => Pending.SelectMany(fact => fact.Events).Sum(each => (long)Encoding.UTF8.GetByteCount(each.Json));
}

/// <summary>What was written, or what an earlier call of the same request wrote.</summary>
/// <param name="Aggregate">The document after it.</param>
/// <param name="Facts">The facts of the write, in order; none when only something was remembered.</param>
/// <param name="Repeated">An earlier call of the same request wrote it.</param>
public sealed record Written<TState>(Aggregate<TState> Aggregate, IReadOnlyList<Fact> Facts, bool Repeated)
{
    /// <summary>The first fact of the write, which stands under the request's key.</summary>
    public Fact Fact => Facts[0];

    /// <summary>The version after the whole write, which a consistency token names.</summary>
    public long Version => Facts[^1].V;
}
