using System.ComponentModel.DataAnnotations;

namespace Hotline.Chassis.Outbox;

/// <summary>How the outbox goes about its work.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Hotline:Outbox";

    /// <summary>
    /// How long the loop waits after a signal for what follows, so that tickets written at about the same time share a round; default 50
    /// milliseconds. Zero starts a round for each ticket, which costs a busy service several commands a ticket; a second makes every
    /// dispatch that much later. Urgent facts do not wait.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:02", ErrorMessage = "Set Hotline:Outbox:Linger to a time from {1} to {2}.")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(50);
}
