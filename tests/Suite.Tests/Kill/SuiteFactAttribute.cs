using Hotline.Cli.Platform;
using Hotline.Suite.Tests.Cli;

namespace Hotline.Suite.Tests.Kill;

/// <summary>A test of a whole suite: it needs a store and a broker, of its own or given.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SuiteFactAttribute : FactAttribute
{
    public SuiteFactAttribute()
    {
        if (!DebianFactAttribute.CanRun && !AreGiven(External.FromEnvironment()))
        {
            Skip = "Needs the private Debian root file system, or HOTLINE_MONGODB, HOTLINE_RABBITMQ and HOTLINE_RABBITMQ_MANAGEMENT.";
        }
    }

    /// <summary>
    /// The store and the broker that were given; a private platform where none were, or where the given ones are the private ones of
    /// this checkout, which other tests use meanwhile.
    /// </summary>
    public static IPlatform PlatformOf(Instance instance)
    {
        var given = External.FromEnvironment();
        return DebianFactAttribute.CanRun && (!AreGiven(given) || PlatformAddress.Load(Instance.Default())?.Kind == DebianPlatform.Kind)
            ? new DebianPlatform(instance, External.None)
            : new ExternalPlatform(instance, given);
    }

    // Of a broker the management interface too: the suite makes a virtual host of its own.
    private static bool AreGiven(External external) => external is { IsWhole: true, RabbitMqManagement: not null };
}
