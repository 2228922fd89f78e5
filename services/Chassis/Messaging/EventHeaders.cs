using System.Globalization;
using System.Text.RegularExpressions;
using Hotline.Chassis.Configuration;
using Hotline.Events.V1;

namespace Hotline.Chassis.Messaging;

/// <summary>
/// What a consumer checks before it believes a header: a header that is wrong would move the version gate of a ticket and cut it
/// off from its source. Reasons name fields and rules, never values.
/// </summary>
public static partial class EventHeaders
{
    /// <summary>The header, when every field that the consumer relies on is as header.proto says.</summary>
    /// <exception cref="InvalidDataException">It is missing, incomplete or contradicts itself. Trying again would not help.</exception>
    public static EventHeader Require(EventHeader? header, Source from) => header is null
        ? throw new InvalidDataException("The event has no header.")
        : DefectOf(header, from) is { } defect ? throw new InvalidDataException(defect) : header;

    /// <summary>An id as it may be logged: what is no id may be content.</summary>
    public static string Loggable(string? id) => id is null ? "none" : IdForm().IsMatch(id) ? id : "malformed";

    private static string? DefectOf(EventHeader header, Source from) => header switch
    {
        _ when !TicketForm().IsMatch(header.TicketId) => "ticket_id is empty, too long or no id.",
        _ when header.Source != from => $"source is not {from}, which alone publishes this kind of event.",
        { SourceVersion: < 1 } => "source_version is below 1.",
        _ when !BelongsTo(header) => "event_id is not ticket|source|version|position of this header.",
        { OccurredAt: null } => "occurred_at is not set.",
        _ => null,
    };

    private static bool BelongsTo(EventHeader header)
    {
        var start = string.Create(
            CultureInfo.InvariantCulture, $"{header.TicketId}|{header.Source.Name()}|{header.SourceVersion}|");
        return IdForm().IsMatch(header.EventId)
            && header.EventId.StartsWith(start, StringComparison.Ordinal)
            && int.TryParse(header.EventId.AsSpan(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex TicketForm();

    [GeneratedRegex(@"^[A-Za-z0-9_|-]{1,128}\z", RegexOptions.NonBacktracking)]
    private static partial Regex IdForm();
}
