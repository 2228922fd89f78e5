using Hotline.Chassis.Commands;


namespace Hotline.Chassis.Deadlines;

/// <summary>What it means that a service's deadlines pass.</summary>
public interface IDeadlineRule<TState>
{
    /// <summary>
    /// Fires what has passed, at most <see cref="FactDraft.Most"/> at a time; null when nothing has. What it leaves is due still, and
    /// fires in a later pass.
    /// </summary>
    /// <param name="id">The aggregate.</param>
    /// <param name="version">The version of the decision's first fact.</param>
    /// <param name="state">The state before it.</param>
    /// <param name="now">The business time.</param>
    Decision<TState>? Fire(string id, long version, TState state, DateTime now);
}
