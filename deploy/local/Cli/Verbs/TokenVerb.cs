using System.Globalization;
using Hotline.Cli.Platform;
using Hotline.Cli.Tokens;

namespace Hotline.Cli.Verbs;

/// <summary>Prints a token for development: a user who can read the instance's folder may take any role inside that instance.</summary>
public sealed class TokenVerb : IVerb
{
    public string Name => "token";

    public string Usage => "token --role ROLE [--role ROLE] [--unit UNIT ...] [--scope SCOPE ...] [--name NAME] [--subject ID] [--hours N]";

    public string Summary => "print a development token, e.g. --role dispatcher --unit 110118 · 签发开发用令牌";

    public Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        var claims = TokenClaims.For(
            arguments.Options("--role"),
            arguments.Options("--unit"),
            arguments.Option("--name"),
            arguments.Option("--subject"),
            Life(arguments.Option("--hours")),
            arguments.Options("--scope"));
        arguments.End();
        Console.WriteLine(new Issuer(Instance.Default(), TimeProvider.System).Issue(claims));
        return Task.FromResult(0);
    }

    private static TimeSpan? Life(string? hours)
    {
        if (hours is null)
        {
            return null;
        }

        return double.TryParse(hours, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 24 * 366
            ? TimeSpan.FromHours(value)
            : throw new UserError(
                $"--hours {hours} is not usable.",
                "A token lives for more than 0 and at most 8784 hours.",
                "Write for example --hours 12.");
    }
}
