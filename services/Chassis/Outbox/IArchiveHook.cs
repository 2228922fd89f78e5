using Hotline.Chassis.Facts;

namespace Hotline.Chassis.Outbox;

/// <summary>What a service does beside the archiving of its facts. Both may be called again for the same facts.</summary>
public interface IArchiveHook
{
    /// <summary>Before the facts are inserted: a fact that stands in the archive has been through here.</summary>
    Task ArchivingAsync(IReadOnlyList<Fact> facts, CancellationToken cancel);

    /// <summary>When facts stand there: wakes what waits for them.</summary>
    void Archived();
}
