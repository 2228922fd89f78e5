namespace Hotline.Chassis.Operations;

/// <summary>Work that the business clock makes due, besides facts that wait to be published.</summary>
public interface IDueWork
{
    /// <summary>Whether any work is due up to an instant of the business clock and not done.</summary>
    Task<bool> AnyAsync(DateTime until, CancellationToken cancel);
}
