using System.Security.Cryptography;
using System.Text;
using Hotline.Routing.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>What follows from a record without being stored in it.</summary>
public static class RecordViews
{
    public static bool IsQueued(this DispatchRecord record) =>
        record.ClosedAt is null && record.Decisions is [.., { Decision.Outcome: Outcome.Queued }];

    public static string QueueUnitId(this DispatchRecord record) =>
        record.IsQueued() ? record.Decisions[^1].Decision.QueueUnitId : "";

    /// <summary>The record as it was when that version had been written.</summary>
    public static DispatchRecord AsOf(this DispatchRecord record, long version) => record with
    {
        Assignments = [.. record.Assignments.Where(a => a.Version <= version)],
        Decisions = [.. record.Decisions.Where(d => d.Version <= version)],
        // A command that succeeded was given before the ticket was closed.
        ClosedAt = null,
    };

    /// <summary>Changes when assignments or queue change, and only then.</summary>
    public static string Etag(this DispatchRecord record)
    {
        var text = new StringBuilder(record.QueueUnitId());
        foreach (var part in record.Assignments)
        {
            text.Append('|').Append(part.AssignmentId).Append(':').Append(part.UnitId).Append(':').Append(part.Role);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
