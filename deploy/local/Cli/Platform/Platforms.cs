using Hotline.Cli.Tools;

namespace Hotline.Cli.Platform;

/// <summary>Decides who runs the store and the broker on this machine.</summary>
public static class Platforms
{
    /// <summary>What the environment asks for, else a Docker engine that answers, else the private root file system.</summary>
    public static async Task<IPlatform> ChooseAsync(Instance instance, External external, CancellationToken cancel)
    {
        if (external.IsWhole)
        {
            return new ExternalPlatform(instance, external);
        }

        return Environment.GetEnvironmentVariable("HOTLINE_PLATFORM") switch
        {
            "debian" => Debian(instance, external),
            "docker" => new DockerPlatform(instance, external),
            null or "" => await DockerPlatform.AnswersAsync(cancel) ? new DockerPlatform(instance, external) : Debian(instance, external),
            var other => throw new Problem("HOTLINE_PLATFORM is not usable.", $"'{other}' is neither debian nor docker.", "Unset it, or name one of the two."),
        };
    }

    private static DebianPlatform Debian(Instance instance, External external)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            throw new Problem(
                "The local platform cannot be started.",
                "No Docker engine answers, and the private Debian root file system needs Linux and root (this process is neither a Docker user nor root).",
                "Start a Docker engine, or run ./hotline as root, or set HOTLINE_MONGODB and HOTLINE_RABBITMQ to services that run elsewhere.");
        }

        foreach (var tool in new[] { "unshare", "setsid", "flock", "chroot", "mount" })
        {
            if (Shell.Find(tool) is null)
            {
                throw new Problem($"{tool} is missing.", "The private root file system is entered with it.", "Install the packages util-linux, mount and coreutils.");
            }
        }

        return new DebianPlatform(instance, external);
    }
}
