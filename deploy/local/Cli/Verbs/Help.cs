namespace Hotline.Cli.Verbs;

public static class Help
{
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
