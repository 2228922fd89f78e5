namespace Hotline.Cli.Tools;

/// <summary>One process at a time; the operating system lets go when the holder ends, however it ends.</summary>
public static class FileLock
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Waits for the lock; disposing of what it returns releases it, and so does the end of the process.</summary>
    public static async Task<IDisposable> TakeAsync(string path, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (TimeProvider.System.GetElapsedTime(begun) > LockTimeout)
            {
                throw new UserError("Another command holds this checkout.", $"{path}: {held.Message}", "Wait for it, or end it.");
            }
            catch (IOException)
            {
                await Task.Delay(100, cancel);
            }
        }
    }
}
