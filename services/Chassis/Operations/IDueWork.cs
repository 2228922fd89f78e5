namespace Hotline.Chassis.Operations;

/// <summary>Work that the business clock makes due, besides facts that wait to be published.</summary>
public interface IDueWork
{
    Task<bool> AnyAsync(DateTime until, CancellationToken cancel);
}
