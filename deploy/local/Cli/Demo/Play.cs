namespace Hotline.Cli.Demo;

/// <summary>A ticket that was played to its end.</summary>
/// <param name="Title">What it is about, in Chinese; begins with its letter.</param>
/// <param name="English">The same for a reader of English.</param>
/// <param name="TicketId">The ticket.</param>
public sealed record Play(string Title, string English, string TicketId);
