using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1;
using Hotline.Suite.Tests.Kill;
using Hotline.Testing;

namespace Hotline.Suite.Tests.Walk;

/// <summary>
/// A report (举报) is unknown to the accused and all below it: walked over three real processes through every method that they serve, of
/// every service, lists and streams, operations, health and reflection, as each role of that town and its village.
/// </summary>
[Collection(Machine.Name)]
public sealed class ReportWalkTests
{
    private const int AtOnce = 8;
    private const string NoId = "00000000000000000000000000";
    private const string NoNumber = "MY000000000000";

    private static readonly string[][] People = [[ReportWalk.Town], [ReportWalk.Village]];

    [SuiteFact]
    public Task A_report_is_unknown_to_the_accused_in_everything_that_the_three_processes_serve() => SuiteUnderTest.RunAsync(
        replicas: 1,
        async suite =>
        {
            using var walk = new ReportWalk(suite);
            var report = await walk.ReportAsync();
            foreach (var (service, doors) in walk.Doors)
            {
                var package = $"hotline.{service}.v1";
                Assert.Empty(Questions.Missing(package));
                Assert.All(await ServedAsync(doors.Public), served => Assert.True(Questions.Covers(served, package), served));
                var hiding = new Hiding(doors.Public, doors.Internal, walk.As, package) { AtOnce = AtOnce };
                Assert.Empty(await hiding.LeaksAsync(report, (NoId, NoNumber), People));
                Assert.Equal(await OpenAsync(doors.Internal, NoId), await OpenAsync(doors.Internal, report.Id));
            }

            await WatchAsync(walk, report.Id);
        });

    /// <summary>No reader of the accused is sent anything of the report; one of the district is.</summary>
    private static async Task WatchAsync(ReportWalk walk, string report)
    {
        var marker = await walk.MarkerAsync(report);
        var start = (await walk.Tracking.ListChangesAsync(new() { PageSize = 1 }, walk.As("SUPERVISOR", ReportWalk.Root))).NextCursor;
        var readers =
            from role in Hiding.Roles
            from units in People
            select walk.WatchedAsync(walk.As(role, units), start, marker);
        Assert.All(await Task.WhenAll(readers), seen => Assert.DoesNotContain(report, seen));
        Assert.Contains(report, await walk.WatchedAsync(walk.As("SUPERVISOR", ReportWalk.Root), start, marker));
    }

    /// <summary>The packages of all services that a process says it has, on whatever port.</summary>
    private static async Task<IEnumerable<string>> ServedAsync(CallInvoker door) =>
        (await ReflectAsync(door, new() { ListServices = "" })).ListServicesResponse.Service
            .Select(service => service.Name[..service.Name.LastIndexOf('.')]).Distinct();

    /// <summary>What health and reflection, which ask no caller who he is, say of a word.</summary>
    private static async Task<string> OpenAsync(CallInvoker door, string word)
    {
        using var watch = new Health.HealthClient(door).Watch(new HealthCheckRequest { Service = word });
        Assert.True(await watch.ResponseStream.MoveNext());
        var reflected = await ReflectAsync(door, new() { FileContainingSymbol = word });
        return $"{watch.ResponseStream.Current}{reflected.ErrorResponse}".Replace(word, "", StringComparison.Ordinal);
    }

    private static async Task<ServerReflectionResponse> ReflectAsync(CallInvoker door, ServerReflectionRequest request)
    {
        using var call = new ServerReflection.ServerReflectionClient(door).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        Assert.True(await call.ResponseStream.MoveNext());
        return call.ResponseStream.Current;
    }
}
