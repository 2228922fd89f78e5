using System.Security.Cryptography;
using System.Text;
using Hotline.Routing.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>What follows from a record without being stored in it.</summary>
public static class RecordViews
{
    public static bool IsQueued(this DispatchRecord record) => record.QueueUnitId is not null;

    /// <summary>The record as it was when a command had written that version, before any closing.</summary>
    public static DispatchRecord AsOf(this DispatchRecord record, long version)
    {
        var decisions = record.Decisions.Where(d => d.Version <= version).ToList();
        return record with
        {
            Assignments = [.. record.Assignments.Where(a => a.Version <= version)],
            Decisions = decisions,
            QueueUnitId = decisions is [.., { Decision: { Outcome: Outcome.Queued } last }] ? last.QueueUnitId : null,
            ClosedAt = null,
        };
    }

    /// <summary>Changes when assignments or queue change, and only then.</summary>
    public static string Etag(this DispatchRecord record)
    {
        var text = new StringBuilder(record.QueueUnitId);
        foreach (var part in record.Assignments)
        {
            text.Append('|').Append(part.AssignmentId).Append(':').Append(part.UnitId).Append(':').Append(part.Role);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
