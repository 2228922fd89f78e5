using Grpc.Core;
using Hotline.Cli.Demo;
using Hotline.Cli.Demo.Print;
using Hotline.Cli.Platform;
using Hotline.Cli.Suite;
using Hotline.Routing.V1;
using Hotline.Tracking.V1;

namespace Hotline.Cli.Verbs;

/// <summary>
/// Plays the main line of two scenarios, and three tickets whose claimant no unit can speak with, under the simulated clock and checks
/// every promise.
/// </summary>
public sealed class DemoVerb : IVerb
{
    public string Name => "demo";

    public string Usage => "demo";

    public string Summary => "play five tickets and check every promise · 演示五张工单，逐项核对承诺";

    public async Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        arguments.End();
        var platform = await Platforms.ChooseAsync(Instance.Default(), External.FromEnvironment(), cancel);
        var build = SuiteHost.BuildAsync(cancel);
        var address = await platform.StartAsync(cancel);
        await build;
        var settings = SuiteSettings.Private(DemoLogs.Set) with { SimulationStart = BeijingTime.Parse(PandemicPopup.Begins) };
        return await PrivateRun.OnceAsync(
            platform.Instance, address, settings, async suite => await PlayAsync(suite).WaitAsync(cancel) ? 0 : 1, cancel);
    }

    private static async Task<bool> PlayAsync(SuiteHost suite)
    {
        using var stage = new Stage(suite);
        try
        {
            await ShowAsync(stage, await PandemicPopup.PlayAsync(stage));
            await ShowAsync(stage, await VillageDrains.PlayAsync(stage));
            foreach (var play in await TrueContacts.PlayAsync(stage))
            {
                await ShowAsync(stage, play);
            }
        }
        catch (RpcException refusal)
        {
            Page.Checks(stage.Checks);
            throw new UserError(
                $"The demo stopped half-way; of the promises above it, {stage.Checks.Broken} are broken.",
                $"A service answered {refusal.StatusCode}: {refusal.Status.Detail}",
                DemoLogs.Hint);
        }

        Page.Checks(stage.Checks);
        var (all, broken) = (stage.Checks.All.Count, stage.Checks.Broken);
        Console.WriteLine(broken == 0
            ? $"\n{all} promises kept · {all} 项承诺全部兑现"
            : $"\n{broken} of {all} promises broken · {all} 项承诺中 {broken} 项未兑现\n{DemoLogs.Hint}");
        return broken == 0;
    }

    private static async Task ShowAsync(Stage stage, Play play)
    {
        var (letter, id) = (play.Title[..1], play.TicketId);
        var timeline = await stage.Tracking.GetTimelineAsync(
            new GetTimelineRequest { TicketId = id, PageSize = 500 }, stage.Cast.Dispatcher, Stage.Soon());
        var verified = await stage.Tracking.VerifyTimelineAsync(
            new VerifyTimelineRequest { TicketId = id }, stage.Cast.Dispatcher, Stage.Soon());
        stage.Checks.That($"{letter} 流转记录哈希链完整", true, verified.Intact && verified.Entries == timeline.Entries.Count);
        stage.Checks.That(
            $"{letter} 流转记录按发生先后",
            true,
            timeline.Entries.Zip(timeline.Entries.Skip(1)).All(pair => pair.First.OccurredAt <= pair.Second.OccurredAt));
        var ticket = await stage.TicketAsync(id);
        Page.Ticket(play, ticket, timeline.Entries, await DispatchersAsync(stage, ticket), stage.Cast);
    }

    /// <summary>The names of the units whose people dispatched.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> DispatchersAsync(Stage stage, Ticket ticket)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in ticket.Assignments.Select(part => part.Routed.DispatchedBy.UnitId).Where(id => id.Length > 0).Distinct())
        {
            var unit = await stage.Directory.GetUnitAsync(new GetUnitRequest { UnitId = id }, stage.Cast.Dispatcher, Stage.Soon());
            names[id] = unit.ShortName;
        }

        return names;
    }
}
