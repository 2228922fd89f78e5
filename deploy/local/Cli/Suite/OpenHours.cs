using System.Text.Json.Nodes;
using Hotline.Cli.Platform;

namespace Hotline.Cli.Suite;

/// <summary>
/// The shipped data with call-backs at any hour, so that whole lives can be measured at night too: on the machine's own
/// clock, since one that stands still would leave out the work that falls due.
/// </summary>
public static class OpenHours
{
    /// <summary>The folder to name as Hotline:Data; written anew each time.</summary>
    public static string Write(Instance instance)
    {
        var folder = Path.Combine(instance.Root, "open-hours");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Repository.At("deploy/data")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        var clocks = Path.Combine(folder, "clocks.json");
        var json = JsonNode.Parse(File.ReadAllText(clocks))!;
        json["callback"]!["from"] = "00:00";
        json["callback"]!["until"] = "23:59:59.999";
        File.WriteAllText(clocks, json.ToJsonString());
        return folder;
    }
}
