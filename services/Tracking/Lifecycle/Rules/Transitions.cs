namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>One row of a state machine: in this state, on this trigger, to that state, by this rule of docs/domain/states.md.</summary>
public sealed record Transition<TState, TTrigger>(TState From, TTrigger On, TState To, string Rule)
    where TState : struct, Enum
    where TTrigger : struct, Enum;

/// <summary>A move that exists later in the life of the thing, and the guard that names what is missing now.</summary>
public sealed record Guarded<TState, TTrigger>(TState From, TTrigger On, string Guard, string Why)
    where TState : struct, Enum
    where TTrigger : struct, Enum;

/// <summary>A state machine as data. A later chapter of the domain adds rows, not code.</summary>
public sealed class TransitionTable<TState, TTrigger>(
    IReadOnlyList<Transition<TState, TTrigger>> rows,
    IReadOnlyList<Guarded<TState, TTrigger>> guards)
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly Dictionary<(TState, TTrigger), Transition<TState, TTrigger>> _byKey =
        rows.ToDictionary(r => (r.From, r.On));

    private readonly Dictionary<(TState, TTrigger), Guarded<TState, TTrigger>> _guardsByKey =
        guards.ToDictionary(g => (g.From, g.On));

    /// <summary>Every move that exists.</summary>
    public IReadOnlyList<Transition<TState, TTrigger>> Rows { get; } = rows;

    /// <summary>Moves that exist later, and what is missing now.</summary>
    public IReadOnlyList<Guarded<TState, TTrigger>> Guards { get; } = guards;

    /// <summary>Whether the move exists now.</summary>
    public bool Allows(TState from, TTrigger on) => _byKey.ContainsKey((from, on));

    /// <summary>The state after the trigger, or a refusal that names the states in which it is allowed.</summary>
    /// <exception cref="RefusalException">GUARD_FAILED: the move exists later; ILLEGAL_TRANSITION: it does not exist.</exception>
    public TState Next(TState from, TTrigger on)
    {
        if (_byKey.TryGetValue((from, on), out var row))
        {
            return row.To;
        }

        if (_guardsByKey.TryGetValue((from, on), out var guard))
        {
            throw Refuse.Guard(guard.Guard, guard.Why);
        }

        throw Refuse.IllegalTransition(
            ProtoNames.Of(from),
            Rows.Where(r => EqualityComparer<TTrigger>.Default.Equals(r.On, on)).Select(r => ProtoNames.Of(r.From)).Distinct());
    }
}
