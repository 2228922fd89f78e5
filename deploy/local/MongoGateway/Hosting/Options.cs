using System.Globalization;
using System.Net;

namespace Hotline.MongoGateway.Hosting;

/// <summary>What the command line, or the environment in its place, says.</summary>
/// <param name="Listen">
/// Loopback address and port to listen on (--listen, HOTLINE_GATEWAY_LISTEN). Required; any other address is refused, because the
/// gateway has no authentication.
/// </param>
/// <param name="Postgres">Npgsql's connection string (--postgres, HOTLINE_GATEWAY_POSTGRES). Required.</param>
/// <param name="StoreTimeout">
/// How long the start waits for PostgreSQL (--wait-seconds); default 60 seconds. Then the process ends with exit code 3.
/// </param>
public sealed record Options(IPEndPoint Listen, string Postgres, TimeSpan StoreTimeout)
{
    /// <summary>The command line, as shown to a user who mistyped it.</summary>
    public const string Usage =
        "Hotline.MongoGateway --listen 127.0.0.1:PORT "
        + "--postgres \"Host=127.0.0.1;Port=PORT;Username=hotline;Database=postgres\" [--wait-seconds 60]";

    /// <summary>Reads the words of the command line; what they leave out comes from the environment.</summary>
    /// <exception cref="StartException">A word is unknown or a value is missing or malformed; the exit code is 2.</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>
        {
            ["--listen"] = Environment.GetEnvironmentVariable("HOTLINE_GATEWAY_LISTEN") ?? "",
            ["--postgres"] = Environment.GetEnvironmentVariable("HOTLINE_GATEWAY_POSTGRES") ?? "",
            ["--wait-seconds"] = "60",
        };
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (!given.ContainsKey(arguments[i]) || i + 1 == arguments.Count)
            {
                throw new StartException(2, $"'{arguments[i]}' is not understood. Usage: {Usage}");
            }

            given[arguments[i]] = arguments[i + 1];
        }

        if (!IPEndPoint.TryParse(given["--listen"], out var listen) || listen.Port == 0)
        {
            throw new StartException(2, $"--listen needs an address and a port. Usage: {Usage}");
        }

        if (!IPAddress.IsLoopback(listen.Address))
        {
            throw new StartException(2, "The gateway has no authentication and listens on loopback only.");
        }

        if (given["--postgres"].Length == 0 || !int.TryParse(given["--wait-seconds"], CultureInfo.InvariantCulture, out var seconds))
        {
            throw new StartException(2, $"--postgres needs a connection string. Usage: {Usage}");
        }

        return new Options(listen, given["--postgres"], TimeSpan.FromSeconds(seconds));
    }
}
