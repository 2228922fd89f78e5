namespace Hotline.Cli.Tools;

/// <summary>A program that is installed by the machine's own package system when it is missing.</summary>
public sealed record AptPackage(string Name, string Purpose, string Otherwise)
{
    public static AptPackage Mmdebstrap { get; } = new(
        "mmdebstrap",
        "It builds the private Debian root file system",
        "install mmdebstrap, or start a Docker engine, or set HOTLINE_MONGODB and HOTLINE_RABBITMQ.");

    public static AptPackage Npm { get; } = new(
        "npm",
        "buf, which checks the contracts and makes calls, is installed from its npm package",
        "install Node.js with npm.");

    /// <summary>Path of the program; installs it first when the machine lacks it.</summary>
    public async Task<string> EnsureAsync(Surroundings here, CancellationToken cancel)
    {
        if (here.Find(Name) is { } present)
        {
            return present;
        }

        if (here.Find("apt-get") is not { } apt)
        {
            throw new UserError(
                $"{Name} is missing.", $"{Purpose}, and this machine has no apt-get to install it with.", $"Please {Otherwise}");
        }

        if (!here.IsLinuxRoot)
        {
            throw new UserError(
                $"{Name} is missing.",
                $"{Purpose}, and only root may install it with apt-get.",
                $"Run the command as root once, or {Otherwise}");
        }

        await Say.StepAsync($"{Name}, installed with apt-get", () => InstallAsync(apt, cancel));
        return here.Find(Name)
            ?? throw new UserError(
                $"{Name} is still missing.",
                $"apt-get says that it is installed, but it is not on PATH ({here.SearchPath}).",
                $"Please {Otherwise}");
    }

    /// <summary>How this machine reaches its archives (proxies, certificates, retries), for an apt that runs elsewhere.</summary>
    public static async Task<IReadOnlyList<string>> OptionsAsync(Surroundings here, CancellationToken cancel) =>
        here.Find("apt-config") is { } config ? Passed((await Shell.RunAsync(config, ["dump"], cancel: cancel)).Output) : [];

    public static IReadOnlyList<string> Passed(string dump) => [.. dump.Split('\n')
        .Select(line => line.Trim().TrimEnd(';'))
        .Where(line => line.StartsWith("Acquire::http", StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("Acquire::Check-Date", StringComparison.OrdinalIgnoreCase))
        .Where(line => !line.EndsWith(" \"\"", StringComparison.Ordinal))];

    // A machine that never asked its archives has no list of packages yet.
    private async Task InstallAsync(string apt, CancellationToken cancel)
    {
        string[] install = ["install", "--yes", "--no-install-recommends", Name];
        if ((await RunAsync(apt, install, cancel)).Ok)
        {
            return;
        }

        await RunAsync(apt, ["update"], cancel);
        var second = await RunAsync(apt, install, cancel);
        if (!second.Ok)
        {
            throw new UserError(
                $"{Name} could not be installed.",
                second.Errors.Trim(),
                $"Run apt-get install {Name} by hand and read what it says, or {Otherwise}");
        }
    }

    private static Task<ShellResult> RunAsync(string apt, string[] arguments, CancellationToken cancel) => Shell.RunAsync(
        apt,
        arguments,
        new Dictionary<string, string?> { ["DEBIAN_FRONTEND"] = "noninteractive", ["LC_ALL"] = "C" },
        cancel: cancel);
}
