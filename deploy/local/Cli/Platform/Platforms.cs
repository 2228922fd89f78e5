using Hotline.Cli.Tools;

namespace Hotline.Cli.Platform;

/// <summary>Decides who runs the store and the broker on this machine.</summary>
public static class Platforms
{
    private static readonly string[] Tools = ["unshare", "setsid", "flock", "chroot", "mount", "umount", "awk"];

    /// <summary>What the environment asks for, else a Docker engine that answers, else the private root file system.</summary>
    public static Task<IPlatform> ChooseAsync(Instance instance, External external, CancellationToken cancel) =>
        ChooseAsync(instance, external, Surroundings.Here, cancel);

    public static async Task<IPlatform> ChooseAsync(Instance instance, External external, Surroundings here, CancellationToken cancel)
    {
        if (external.IsWhole)
        {
            return new ExternalPlatform(instance, external);
        }

        return here.AskedPlatform switch
        {
            DebianPlatform.Kind => Debian(instance, external, here),
            "docker" => new DockerPlatform(instance, external),
            null or "" => await DockerPlatform.AnswersAsync(here, cancel)
                ? new DockerPlatform(instance, external)
                : Debian(instance, external, here),
            var other => throw new UserError(
                "HOTLINE_PLATFORM is not usable.", $"'{other}' is neither debian nor docker.", "Unset it, or name one of the two."),
        };
    }

    private static DebianPlatform Debian(Instance instance, External external, Surroundings here)
    {
        if (!here.IsLinuxRoot)
        {
            throw new UserError(
                "The local platform cannot be started.",
                "No Docker engine answers, and the private Debian root file system needs Linux and root "
                    + "(this process is neither a Docker user nor root).",
                "Start a Docker engine, or run ./hotline as root, "
                    + "or set HOTLINE_MONGODB and HOTLINE_RABBITMQ to services that run elsewhere.");
        }

        string[] missing = [.. Tools.Where(tool => here.Find(tool) is null)];
        return missing.Length > 0
            ? throw new UserError(
                $"Missing: {string.Join(", ", missing)}.",
                "The private Debian root file system is built and entered with these programs.",
                "Install the packages util-linux, mount, mawk and coreutils.")
            : new DebianPlatform(instance, external);
    }
}
