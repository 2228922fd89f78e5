namespace Hotline.Cli.Verbs;

/// <summary>One word after <c>./hotline</c>.</summary>
public interface IVerb
{
    string Name { get; }

    string Usage { get; }

    string Summary { get; }

    /// <summary>Returns the exit code; throws a <see cref="UserError"/> for what the person can mend.</summary>
    Task<int> RunAsync(Arguments arguments, CancellationToken cancel);
}

public static class UserErrors
{
    public static UserError Usage(IVerb verb) =>
        new($"'{verb.Name}' was not understood.", $"It takes: {verb.Usage}", "./hotline help lists every command.");
}
