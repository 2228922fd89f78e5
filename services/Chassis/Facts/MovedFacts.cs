using System.Collections.Concurrent;

namespace Hotline.Chassis.Facts;

/// <summary>Facts that this process has just moved: whoever works on them next need not read them back.</summary>
public sealed class MovedFacts
{
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<string, Fact> _facts = new(StringComparer.Ordinal);

    /// <summary>Called when they are durable.</summary>
    public void Add(IReadOnlyCollection<Fact> facts)
    {
        if (_facts.Count + facts.Count > Most)
        {
            // Another replica works on them.
            _facts.Clear();
        }

        foreach (var fact in facts)
        {
            _facts[fact.Id] = fact;
        }
    }

    /// <summary>The fact, once; null when it has to be read.</summary>
    public Fact? Take(string id) => _facts.TryRemove(id, out var fact) ? fact : null;
}
