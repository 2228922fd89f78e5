namespace Hotline.Cli.Suite;

/// <summary>The three services of the suite, by the names that configuration and people use.</summary>
/// <param name="Name">As processes and databases are called: intake.</param>
/// <param name="Title">For people, in English and Chinese.</param>
/// <param name="Project">Its project file, from the root of the repository.</param>
/// <param name="YoungestGeneration">
/// What the collector lets it allocate between two collections, in bytes as the runtime reads them, hexadecimal (docs/adr/0013): 32 MB for
/// Tracking, which allocates most, 12 MB for the others.
/// </param>
public sealed record ServiceKind(string Name, string Title, string Project, string YoungestGeneration)
{
    public static ServiceKind Intake { get; } = new("intake", "Intake 受理", "services/Intake/Hotline.Intake.csproj", "0xC00000");

    public static ServiceKind Routing { get; } = new("routing", "Routing 派单", "services/Routing/Hotline.Routing.csproj", "0xC00000");

    public static ServiceKind Tracking { get; } = new("tracking", "Tracking 办理", "services/Tracking/Hotline.Tracking.csproj", "0x2000000");

    public static IReadOnlyList<ServiceKind> All { get; } = [Intake, Routing, Tracking];

    public string Assembly => Path.GetFileNameWithoutExtension(Project) + ".dll";

    /// <summary>As configuration keys spell it: Intake.</summary>
    public string Key => Title.Split(' ')[0];
}
