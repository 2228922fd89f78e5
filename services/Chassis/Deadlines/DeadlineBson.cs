using Hotline.Chassis.Store;

namespace Hotline.Chassis.Deadlines;

/// <summary>What is stored of a deadline.</summary>
public static class DeadlineBson
{
    /// <summary>Maps the deadlines of one service, by its kinds.</summary>
    public static void Map<TKind>()
        where TKind : struct, Enum => Stored.Map<DeadlineRecord<TKind>>(
        nameof(DeadlineRecord<>.Kind), nameof(DeadlineRecord<>.PartId), nameof(DeadlineRecord<>.StartsAt),
        nameof(DeadlineRecord<>.DueAt), nameof(DeadlineRecord<>.YellowAt), nameof(DeadlineRecord<>.RedAt), nameof(DeadlineRecord<>.MetAt),
        nameof(DeadlineRecord<>.BreachedAt), nameof(DeadlineRecord<>.EndedAt));
}
