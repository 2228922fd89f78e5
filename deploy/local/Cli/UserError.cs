using System.Diagnostics.CodeAnalysis;

namespace Hotline.Cli;

/// <summary>Something the person at the keyboard can mend: what failed, why, and what to do.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is shown to a person, and read as what it is.")]
public sealed class UserError(string what, string why, string hint) : Exception(what)
{
    /// <summary>The cause, as far as the program knows it.</summary>
    public string Why { get; } = why;

    /// <summary>What the person can do.</summary>
    public string Hint { get; } = hint;

    public override string ToString() => $"{Message}\n  why:  {Why}\n  do:   {Hint}";
}
