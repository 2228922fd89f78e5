namespace Hotline.Cli;

/// <summary>Files that others read at any time appear whole or not at all.</summary>
public static class Atomic
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Public = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static void Write(string path, string text, bool secret = false)
    {
        var fresh = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = secret ? Private : Public;
        }

        using (var writer = new StreamWriter(fresh, options))
        {
            writer.Write(text);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
