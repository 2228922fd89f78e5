namespace Hotline.Chassis.Facts;

/// <summary>
/// Remembers what was put last: two generations of so many, the older of which is forgotten when the younger is full. Only
/// ever to save work; whoever does not find what he looks for asks the store.
/// </summary>
public sealed class Recent<TKey, TValue>(int generation)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    public bool Contains(TKey key)
    {
        lock (_gate)
        {
            return _young.ContainsKey(key) || _old.ContainsKey(key);
        }
    }

    public TValue? Find(TKey key)
    {
        lock (_gate)
        {
            return _young.TryGetValue(key, out var value) || _old.TryGetValue(key, out value) ? value : default;
        }
    }

    /// <summary>As Find, and forgets it.</summary>
    public TValue? Take(TKey key)
    {
        lock (_gate)
        {
            var isOld = _old.Remove(key, out var old);
            return _young.Remove(key, out var young) ? young : isOld ? old : default;
        }
    }

    public void Put(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (_young.Count >= generation)
            {
                (_old, _young) = (_young, []);
            }

            _young[key] = value;
        }
    }
}
