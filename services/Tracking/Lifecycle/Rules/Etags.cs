using System.Security.Cryptography;
using System.Text;

namespace Hotline.Tracking.Lifecycle.Rules;

/// <summary>
/// Changes only when state, assignments or promised instants change: neither a supplement to the appeal nor a
/// clock that runs out makes an open form stale.
/// </summary>
public static class Etags
{
    /// <summary>The etag: 16 hexadecimal digits.</summary>
    public static string Of(TicketRecord ticket)
    {
        var text = new StringBuilder().Append(ticket.State).Append('\n');
        foreach (var part in ticket.Assignments)
        {
            text.Append(part.Id).Append('|').Append(part.Routed.UnitId).Append('|').Append(part.Routed.Role).Append('|')
                .Append(part.Routed.IsMandatory).Append('|').Append(part.State).Append('|').Append(part.Contacts.Count).Append('|')
                .Append(part.Feedbacks.Count).Append('\n');
        }

        foreach (var deadline in ticket.Deadlines)
        {
            text.Append(deadline.Kind).Append('|').Append(deadline.PartId).Append('|').Append(deadline.DueAt.Ticks).Append('|')
                .Append(deadline.MetAt?.Ticks).Append('|').Append(deadline.EndedAt?.Ticks).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }
}
