using Hotline.Cli.Platform;

namespace Hotline.Cli.Tools;

/// <summary>
/// Programs run from a copy of their build output: the next build would otherwise write into files a running process maps.
/// </summary>
public sealed record ShadowCopy(string Folder, string Version)
{
    /// <summary>Copies the output of a project into the instance, under a name made of its content's times and sizes.</summary>
    public static ShadowCopy Of(string project, Instance instance)
    {
        var output = ProjectBuild.OutputOf(project);
        var files = Directory.GetFiles(output, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new FileInfo(path))
            .ToList();
        var version = Fingerprint.Of(files.Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        var home = Path.Combine(instance.Root, "bin", Path.GetFileNameWithoutExtension(project));
        var folder = Path.Combine(home, version);
        if (!Directory.Exists(folder))
        {
            var fresh = $"{folder}.{Environment.ProcessId}";
            foreach (var file in files)
            {
                var target = Path.Combine(fresh, Path.GetRelativePath(output, file.FullName));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                file.CopyTo(target, overwrite: true);
            }

            Forget(home, keep: 2);
            Directory.Move(fresh, folder);
        }

        return new ShadowCopy(folder, version);
    }

    // The newest few stay: a process may still run from them.
    private static void Forget(string home, int keep)
    {
        var finished = new DirectoryInfo(home).EnumerateDirectories().Where(folder => !folder.Name.Contains('.'));
        foreach (var old in finished.OrderByDescending(folder => folder.CreationTimeUtc).Skip(keep))
        {
            old.Delete(recursive: true);
        }
    }
}
