using System.Runtime.CompilerServices;

namespace Hotline.MongoGateway.Hosting;

/// <summary>How often each command came since the start, refused ones included.</summary>
public sealed class CommandCounts(IEnumerable<string> names)
{
    private readonly Dictionary<string, StrongBox<long>> _counts = names.ToDictionary(name => name, _ => new StrongBox<long>());

    public IEnumerable<KeyValuePair<string, long>> All =>
        _counts.Select(count => KeyValuePair.Create(count.Key, Interlocked.Read(ref count.Value.Value)));

    public void Add(string name) => Interlocked.Increment(ref _counts[name].Value);
}
