namespace Hotline.Cli;

/// <summary>Files that others read at any time appear whole or not at all.</summary>
public static class Atomic
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Public = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Replaces a file in one step.</summary>
    /// <param name="path">Where it is; its folder must exist.</param>
    /// <param name="text">What it holds then.</param>
    /// <param name="secret">Readable by its owner alone; default readable by all.</param>
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
