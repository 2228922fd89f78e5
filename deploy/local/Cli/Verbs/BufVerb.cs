using System.Diagnostics;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Verbs;

/// <summary>Hands its words to the pinned buf, which it installs first when it is missing.</summary>
public sealed class BufVerb : IVerb
{
    public string Name => "buf";

    public string Usage => "buf ...";

    public string Summary => "run the pinned buf: lint, format, curl · 运行固定版本的 buf";

    public async Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        var program = await Buf.EnsureAsync(Surroundings.Here, cancel);
        var words = arguments.All();
        var folder = words.Count > 0 && BufWorkspace.IsNeededBy(words[0]) ? BufWorkspace.Prepare() : Environment.CurrentDirectory;
        using var buf = Process.Start(new ProcessStartInfo(program, words) { WorkingDirectory = folder })!;
        await buf.WaitForExitAsync(cancel);
        return buf.ExitCode;
    }
}
