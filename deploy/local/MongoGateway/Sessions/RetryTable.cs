using System.Collections.Concurrent;
using Hotline.MongoGateway.Errors;

namespace Hotline.MongoGateway.Sessions;

/// <summary>
/// The last numbered write of each session with its reply. A driver whose connection broke sends the write again under
/// the same number: it gets the first reply, and the write is not done twice. Kept in memory: a gateway that was killed
/// has forgotten, which guarded and idempotent writes survive (see README).
/// </summary>
public sealed class RetryTable(TimeProvider time)
{
    private const int MaxSessions = 20_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<Guid, NumberedWrite> _bySession = new();

    public int Count => _bySession.Count;

    /// <summary>Null when the caller is to run the write and then to settle it; else the reply of the first run.</summary>
    public async ValueTask<(NumberedWrite Write, byte[]? Reply)> EnterAsync(Guid session, long number, CancellationToken token)
    {
        while (true)
        {
            var fresh = new NumberedWrite(number, time.GetTimestamp());
            if (!_bySession.TryGetValue(session, out var known))
            {
                if (_bySession.TryAdd(session, fresh))
                {
                    return (fresh, null);
                }
            }
            else if (known.Number > number)
            {
                throw new CommandException(ErrorCode.TransactionTooOld, $"write {number} is older than {known.Number} of this session");
            }
            else if (known.Number == number && await known.Outcome.WaitAsync(token) is byte[] reply)
            {
                return (known, reply);
            }
            else if (_bySession.TryUpdate(session, fresh, known))
            {
                return (fresh, null);
            }
        }
    }

    public void EndSessions(IEnumerable<Guid> sessions)
    {
        foreach (var session in sessions)
        {
            _bySession.TryRemove(session, out _);
        }
    }

    public void Sweep()
    {
        foreach (var entry in _bySession.Where(e => time.GetElapsedTime(e.Value.Started) > MaxAge))
        {
            _bySession.TryRemove(entry);
        }

        foreach (var entry in _bySession.OrderBy(e => e.Value.Started).Take(Math.Max(0, _bySession.Count - MaxSessions)))
        {
            _bySession.TryRemove(entry);
        }
    }
}
