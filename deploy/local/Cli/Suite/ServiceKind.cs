namespace Hotline.Cli.Suite;

/// <summary>The three services of the suite, by the names that configuration and people use.</summary>
public sealed record ServiceKind(string Name, string Title, string Project)
{
    public static ServiceKind Intake { get; } = new("intake", "Intake 受理", "services/Intake/Hotline.Intake.csproj");

    public static ServiceKind Routing { get; } = new("routing", "Routing 派单", "services/Routing/Hotline.Routing.csproj");

    public static ServiceKind Tracking { get; } = new("tracking", "Tracking 办理", "services/Tracking/Hotline.Tracking.csproj");

    public static IReadOnlyList<ServiceKind> All { get; } = [Intake, Routing, Tracking];

    public string Assembly => Path.GetFileNameWithoutExtension(Project) + ".dll";

    /// <summary>As configuration keys spell it: Intake.</summary>
    public string Key => Title.Split(' ')[0];
}
