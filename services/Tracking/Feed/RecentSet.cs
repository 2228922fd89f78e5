namespace Hotline.Tracking.Feed;

/// <summary>Remembers the last so many things, or somewhat more, and forgets what is older. For one thread.</summary>
public sealed class RecentSet<T>(int size)
{
    private HashSet<T> _young = [];
    private HashSet<T> _old = [];

    public bool Contains(T item) => _young.Contains(item) || _old.Contains(item);

    public void Add(IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            if (_young.Count >= size)
            {
                (_old, _young) = (_young, []);
            }

            _young.Add(item);
        }
    }
}
