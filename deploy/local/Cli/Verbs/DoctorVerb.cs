using Hotline.Cli.Doctor;
using Hotline.Cli.Platform;
using Hotline.Cli.Suite;

namespace Hotline.Cli.Verbs;

/// <summary>Looks at every link and says what is broken, why, and what to do. Changes nothing.</summary>
public sealed class DoctorVerb : IVerb
{
    public string Name => "doctor";

    public string Usage => "doctor";

    public string Summary => "check every link and say what to do · 检查各个环节，给出处理办法";

    public async Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        arguments.End();
        var instance = Instance.Default();
        var external = External.FromEnvironment();
        var platform = await Platforms.ChooseAsync(instance, external, cancel);
        var broken = Print(await ToolCheck.RunAsync(platform, cancel));
        if (PlatformAddress.Load(instance) is not { } address)
        {
            broken += Print(
                [Finding.Broken("Platform", "is not running", "it was never started, or ./hotline down stopped it", "./hotline up")]);
            return Conclude(broken);
        }

        var live = new SuiteHost(instance, address, SuiteSettings.Live);
        broken += Print(await PortCheck.RunAsync(platform, live, cancel));
        broken += Print(await PlatformCheck.RunAsync(platform, address, cancel));
        broken += Print(await BrokerCheck.RunAsync(address, live.VirtualHost, cancel));
        broken += Print(await ServiceCheck.RunAsync(live, cancel));
        return Conclude(broken);
    }

    private static int Print(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Console.WriteLine(finding.Text);
        }

        return findings.Count(finding => finding.Health == Health.Broken);
    }

    private static int Conclude(int broken)
    {
        Console.WriteLine(broken == 0 ? "\nEvery link holds · 一切正常" : $"\n{broken} broken · {broken} 处异常");
        return broken == 0 ? 0 : 1;
    }
}
