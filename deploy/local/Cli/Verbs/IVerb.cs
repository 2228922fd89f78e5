namespace Hotline.Cli.Verbs;

/// <summary>One word after <c>./hotline</c>.</summary>
public interface IVerb
{
    /// <summary>The word itself.</summary>
    string Name { get; }

    /// <summary>The word and what may follow it; shown by help.</summary>
    string Usage { get; }

    /// <summary>What it does, in one line of English and Chinese.</summary>
    string Summary { get; }

    /// <summary>Returns the exit code; throws a <see cref="UserError"/> for what the person can mend.</summary>
    /// <param name="arguments">The words after the verb; it must take them all.</param>
    /// <param name="cancel">The person pressed Ctrl-C.</param>
    Task<int> RunAsync(Arguments arguments, CancellationToken cancel);
}

/// <summary>Errors that verbs share.</summary>
public static class UserErrors
{
    /// <summary>The words after a verb make no sense.</summary>
    public static UserError Usage(IVerb verb) =>
        new($"'{verb.Name}' was not understood.", $"It takes: {verb.Usage}", "./hotline help lists every command.");
}
