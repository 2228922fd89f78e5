using Hotline.Chassis.Facts;

namespace Hotline.Chassis.Messaging;

/// <summary>Events of one ticket are taken in one after the other: together they would only overtake each other's write.</summary>
internal sealed class TicketTurns : IDisposable
{
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>The turn lasts until it is disposed of.</summary>
    public async Task<Turn> WaitAsync(string ticket, CancellationToken cancel)
    {
        var turn = _turns[StableHash.Of(ticket) % (uint)_turns.Length];
        await turn.WaitAsync(cancel);
        return new Turn(turn);
    }

    public void Dispose() => Array.ForEach(_turns, turn => turn.Dispose());

    internal readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
