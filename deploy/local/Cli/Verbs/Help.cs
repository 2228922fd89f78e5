namespace Hotline.Cli.Verbs;

/// <summary>The list of commands, for a person who asks for it or mistypes one.</summary>
public static class Help
{
    /// <summary>Prints the list.</summary>
    /// <returns>The exit code: 0 when asked for it, 2 after an unknown command.</returns>
    public static int Print(IReadOnlyList<IVerb> verbs, IReadOnlyList<string> words)
    {
        var asked = words.Count == 0 || words[0] is "help" or "--help" or "-h";
        var text = asked ? Console.Out : Console.Error;
        if (!asked)
        {
            text.WriteLine($"✗ There is no command '{words[0]}'.\n");
        }

        text.WriteLine("Hotline · 接诉即办: Intake 受理, Routing 派单, Tracking 办理\n");
        foreach (var verb in verbs)
        {
            text.WriteLine($"  ./hotline {verb.Usage}");
            text.WriteLine($"      {verb.Summary}");
        }

        return asked ? 0 : 2;
    }
}
