using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Hotline.Cli.Platform;

/// <summary>Loopback ports, chosen free once and kept: a client finds a server at the same address after a restart.</summary>
public sealed class Ports(string file)
{
    /// <summary>The lowest port, below the range from which Linux takes ports for outgoing connections.</summary>
    public const int First = 20_100;

    /// <summary>The highest port.</summary>
    public const int Last = 32_000;

    /// <summary>How long a port may stay taken by what was just stopped.</summary>
    public static readonly TimeSpan FreeTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();

    /// <summary>Every port that was chosen, by name.</summary>
    public IReadOnlyDictionary<string, int> All => Load();

    /// <summary>The port of a name, chosen now when it has none.</summary>
    /// <exception cref="UserError">Every port of the range is taken.</exception>
    public int Of(string name)
    {
        lock (_gate)
        {
            var known = Load();
            return known.TryGetValue(name, out var port) ? port : Keep(known, name);
        }
    }

    /// <summary>
    /// Gives up ports that a stranger has taken since; the next question chooses new ones. A killed process may hold
    /// its ports for a moment after it is gone from sight, so a taken one is looked at again before it is given up.
    /// </summary>
    public async Task ForgetTakenAsync(IEnumerable<string> names, TimeSpan timeout, CancellationToken cancel)
    {
        foreach (var name in names)
        {
            var begun = TimeProvider.System.GetTimestamp();
            while (All.TryGetValue(name, out var port) && !IsFree(port))
            {
                if (TimeProvider.System.GetElapsedTime(begun) < timeout)
                {
                    await Task.Delay(Poll, cancel);
                    continue;
                }

                lock (_gate)
                {
                    var known = Load();
                    known.Remove(name);
                    Save(known);
                }
            }
        }
    }

    /// <summary>The first free port from a random start, wrapping around the range once.</summary>
    /// <exception cref="UserError">Every port of the range is taken.</exception>
    public static int Choose(int start, Func<int, bool> isFree)
    {
        const int span = Last - First + 1;
        for (var step = 0; step < span; step++)
        {
            var port = First + (((start - First + step) % span) + span) % span;
            if (isFree(port))
            {
                return port;
            }
        }

        throw new UserError("No free port.", $"Every loopback port from {First} to {Last} is taken.", "Stop something that listens there.");
    }

    /// <summary>Whether a server could listen on it now.</summary>
    public static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            probe.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private int Keep(Dictionary<string, int> known, string name)
    {
        var taken = known.Values.ToHashSet();
        var port = Choose(Random.Shared.Next(First, Last), p => !taken.Contains(p) && IsFree(p));
        known[name] = port;
        Save(known);
        return port;
    }

    private Dictionary<string, int> Load() => File.Exists(file)
        ? JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(file)) ?? []
        : [];

    private void Save(Dictionary<string, int> known) => Atomic.Write(file, JsonSerializer.Serialize(known, Json.Pretty));
}
