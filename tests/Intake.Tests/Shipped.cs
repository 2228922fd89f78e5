namespace Hotline.Intake.Tests;

/// <summary>The files that the repository ships.</summary>
public static class Shipped
{
    public static string Root { get; } = FindRoot();

    public static string Data { get; } = Path.Combine(Root, "deploy", "data");

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Hotline.sln")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The repository's root is not above the tests.");
        }

        return at.FullName;
    }
}
