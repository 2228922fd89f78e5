using Hotline.Operations.V1;

namespace Hotline.Chassis.Operations;

/// <summary>Tells of one kind of a service's work what waits, for GetStatus.</summary>
public interface IBacklogProbe
{
    /// <summary>Counted up to <see cref="CountLimit"/>; null when nothing waits.</summary>
    Task<Backlog?> LookAsync(CancellationToken cancel);

    /// <summary>More than this is not counted.</summary>
    const int CountLimit = 10_000;
}
