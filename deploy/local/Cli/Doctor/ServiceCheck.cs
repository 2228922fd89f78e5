using Grpc.Core;
using Grpc.Net.Client;
using Hotline.Cli.Suite;
using Hotline.Cli.Tokens;
using Hotline.Operations.V1;

namespace Hotline.Cli.Doctor;

/// <summary>Each service: does it run, is it ready, does it publish what it wrote, does its clock agree.</summary>
public static class ServiceCheck
{
    private static readonly TimeSpan OldFact = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OldQuestion = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Finding>> RunAsync(SuiteHost suite, CancellationToken cancel)
    {
        var looks = await Task.WhenAll(suite.Services.Select(service => LookAsync(suite, service, cancel)));
        var told = looks.Select(look => look.Status).OfType<GetStatusResponse>();
        return [.. looks.SelectMany(look => look.Findings), .. ClocksCheck.Judge(told)];
    }

    /// <summary>What the counts of a service mean, at this instant of the machine's clock.</summary>
    public static IEnumerable<Finding> Judge(ServiceKind kind, GetStatusResponse status, DateTimeOffset now, bool simulated)
    {
        if (!status.StoreConnected)
        {
            yield return Finding.Broken(kind.Title, "has no store 数据库", "it cannot reach its database", "check the store above");
        }

        if (!status.BrokerConnected)
        {
            yield return Finding.Broken(
                kind.Title, "has no broker 消息中间件", "facts wait until it is connected again", "check the broker above");
        }

        if (status.OldestPendingAt?.ToDateTimeOffset() is { } oldest && now - oldest > OldFact && !simulated)
        {
            var age = (now - oldest).TotalSeconds;
            yield return Finding.Broken(
                kind.Title,
                $"{status.Pending} tickets with facts not published, the oldest of {status.OldestPendingTicketId} for {age:0} s",
                "the outbox does not get them to the broker, or cannot read them",
                $"look at ./hotline logs {kind.Name}");
        }

        if (status.Unconfirmed > 0)
        {
            yield return Finding.Odd(
                kind.Title,
                $"{status.Unconfirmed} tickets published again because a consumer had not applied them",
                "their consumer is away or failed",
                "they are published again by themselves; look for a queue without a consumer or an _error queue above");
        }

        if (status.Parked > 0)
        {
            yield return Finding.Broken(
                kind.Title,
                $"{status.Parked} tickets that a consumer has not applied for a day",
                "it refuses them, or their messages were put aside",
                "OperationsService.ListUnconfirmed names them; look at the consumer's log and its _error queue, then Republish");
        }

        foreach (var backlog in status.Backlogs)
        {
            if (Judge(kind, backlog, now) is { } finding)
            {
                yield return finding;
            }
        }

        if (status.AuditedUpTo?.ToDateTimeOffset() is { } asked && now - asked > OldQuestion && !simulated)
        {
            yield return Finding.Odd(
                kind.Title,
                $"its consumers were asked for the last time about what was due until {asked:HH:mm:ss} UTC",
                "one of them cannot be asked, or works off a backlog",
                "check the other services here; asking goes on by itself");
        }

        if (status.SystemTime?.ToDateTimeOffset() is { } clock && (clock - now).Duration() > ClockSlack)
        {
            yield return Finding.Broken(
                kind.Title,
                $"its clock is {(clock - now).TotalSeconds:+0.0;-0.0} s off",
                "deadlines and leases are counted with it",
                "synchronise the clocks of the machines (NTP)");
        }
    }

    /// <summary>Null when what waits is neither old nor put aside.</summary>
    private static Finding? Judge(ServiceKind kind, Backlog backlog, DateTimeOffset now) => backlog.Kind switch
    {
        BacklogKind.FeedQueue when backlog.OldestAt?.ToDateTimeOffset() is { } oldest && now - oldest > OldFact => Finding.Broken(
            kind.Title,
            $"{backlog.Count} changes wait for their number in the feed, "
                + $"the oldest, of {backlog.TicketId}, for {(now - oldest).TotalSeconds:0} s",
            "no replica numbers its partition, or it is far behind",
            $"look at ./hotline logs {kind.Name}"),
        BacklogKind.FeedAside => Finding.Broken(
            kind.Title,
            $"{backlog.Count} changes are put aside 搁置 and watchers do not get them, one of {backlog.TicketId}",
            "they cannot be read, were never archived, or the store refuses their entry",
            $"the reason stands in ./hotline logs {kind.Name} and in the collection feed_aside"),
        BacklogKind.DeadlineFailures => Finding.Broken(
            kind.Title,
            $"the deadlines of {backlog.Count} tickets cannot fire, one is {backlog.TicketId}",
            "the ticket does not parse, or a rule fails on it",
            $"look at ./hotline logs {kind.Name}; it is tried again by itself"),
        BacklogKind.CallerIndex => Finding.Odd(
            kind.Title,
            $"{backlog.Count} callers are not under the mounted keys of the phone index 号码索引",
            "its key is being rotated, or a caller's number cannot be opened",
            $"they are moved by themselves; leave index.previous.key mounted until this is gone; ./hotline logs {kind.Name}"),
        _ => null,
    };

    private static async Task<Look> LookAsync(SuiteHost suite, ServiceServer service, CancellationToken cancel)
    {
        if (service.Pid is null)
        {
            return Look.Of(Finding.Broken(
                service.Title,
                "does not run",
                "it was stopped, or it died",
                $"./hotline up; its log: ./hotline logs {service.Name}"));
        }

        if (!await HealthProbe.IsServingAsync(service.Internal, "liveness", cancel))
        {
            return Look.Of(Finding.Broken(
                service.Title,
                $"runs (process {service.Pid}) but does not answer on {service.Internal.Authority}",
                "it is starting, overloaded or stuck",
                $"look at ./hotline logs {service.Name}; then ./hotline down and up"));
        }

        var findings = new List<Finding>();
        if (!await HealthProbe.IsServingAsync(service.Internal, "readiness", cancel))
        {
            findings.Add(Finding.Broken(
                service.Title,
                "is alive but not ready",
                "the store or the broker is away from it",
                "check the store and the broker above"));
        }

        var told = await StatusAsync(suite, service, cancel);
        findings.AddRange(told.Findings);
        return told with
        {
            Findings = findings.Count > 0
                ? findings
                : [Finding.Fine(service.Title, $"ready on {service.Public.Authority}, nothing waits, its clock agrees")],
        };
    }

    private static async Task<Look> StatusAsync(SuiteHost suite, ServiceServer service, CancellationToken cancel)
    {
        using var channel = GrpcChannel.ForAddress(service.Internal);
        var token = suite.Issuer.Issue(TokenClaims.For(["admin"], [], subject: "doctor", life: TimeSpan.FromMinutes(5)));
        try
        {
            var client = new OperationsService.OperationsServiceClient(channel);
            var headers = new Metadata { { "authorization", $"Bearer {token}" } };
            var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(5);
            var status = await client.GetStatusAsync(new GetStatusRequest(), headers, deadline, cancel);
            var findings = Judge(service.Kind, status, TimeProvider.System.GetUtcNow(), suite.IsSimulated);
            return await ReconcileCheck.LookAsync(service.Title, client, headers, cancel) is { } disagreement
                ? new([.. findings, disagreement], status)
                : new([.. findings], status);
        }
        catch (RpcException failure)
        {
            return Look.Of(Finding.Broken(
                service.Title,
                "does not tell its state",
                $"{failure.StatusCode}: {failure.Status.Detail}",
                $"look at ./hotline logs {service.Name}"));
        }
    }

    /// <summary>What a look at one service found, and what the service told of itself; null when it did not.</summary>
    private sealed record Look(IReadOnlyList<Finding> Findings, GetStatusResponse? Status)
    {
        public static Look Of(Finding finding) => new([finding], null);
    }
}
