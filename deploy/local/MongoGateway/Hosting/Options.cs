using System.Globalization;
using System.Net;

namespace Hotline.MongoGateway.Hosting;

/// <summary>What the command line, or the environment in its place, says.</summary>
public sealed record Options(IPEndPoint Listen, string Postgres, TimeSpan StoreTimeout)
{
    public const string Usage =
        "Hotline.MongoGateway --listen 127.0.0.1:PORT "
        + "--postgres \"Host=127.0.0.1;Port=PORT;Username=hotline;Database=postgres\" [--wait-seconds 60]";

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
