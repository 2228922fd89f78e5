using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Hotline.Routing.V1;
using Hotline.Testing;
using Hotline.Type.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hotline.Intake.Tests.Service;

/// <summary>Routing as Intake meets it: answers by name, is silent when told to, offers a directory of its own.</summary>
public sealed class FakeRouting : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeRouting(WebApplication app, string address, ConcurrentQueue<string> asked)
    {
        _app = app;
        Address = address;
        Asked = asked;
    }

    public string Address { get; }

    /// <summary>Every question, as it came over the wire.</summary>
    public ConcurrentQueue<string> Asked { get; }

    public static async Task<FakeRouting> StartAsync()
    {
        var port = ServiceUnderTest.FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        var asked = new ConcurrentQueue<string>();
        builder.Services.AddSingleton(asked);
        var app = builder.Build();
        app.MapGrpcService<Directory>();
        app.MapGrpcService<Suggestions>();
        await app.StartAsync();
        return new FakeRouting(app, $"http://127.0.0.1:{port}", asked);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class Directory(ConcurrentQueue<string> asked) : DirectoryService.DirectoryServiceBase
    {
        private static readonly ResolvedPlace LiGeZhuang = new()
        {
            TownId = "110118100",
            TownName = "密云镇",
            VillageId = "110118100205",
            VillageName = "李各庄村",
        };

        public override async Task<ResolvePlaceResponse> ResolvePlace(ResolvePlaceRequest request, ServerCallContext context)
        {
            asked.Enqueue(request.ToString());
            if (request.Name == "沉默之地")
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            }

            return request.Name switch
            {
                "李各庄村" => new ResolvePlaceResponse { Place = LiGeZhuang, Candidates = { LiGeZhuang } },
                "大岭村" => new ResolvePlaceResponse { Candidates = { LiGeZhuang, LiGeZhuang } },
                _ => new ResolvePlaceResponse(),
            };
        }

        public override Task<ListUnitsResponse> ListUnits(ListUnitsRequest request, ServerCallContext context) =>
            Task.FromResult(new ListUnitsResponse
            {
                Units =
                {
                    new Unit { UnitId = "110118", Name = "区城指中心", Kind = UnitKind.DistrictCenter },
                    new Unit { UnitId = "110118100", ParentId = "110118", Name = "密云镇", Kind = UnitKind.Town },
                    new Unit { UnitId = "110118101", ParentId = "110118", Name = "溪翁庄镇", Kind = UnitKind.Town },
                    new Unit { UnitId = "110118100205", ParentId = "110118100", Name = "李各庄村", Kind = UnitKind.Village },
                    new Unit { UnitId = "110118-water", ParentId = "110118", Name = "区水务局", Kind = UnitKind.Department },
                    new Unit { UnitId = "110118999", ParentId = "110118", Name = "新设镇", Kind = UnitKind.Town },
                },
            });
    }

    private sealed class Suggestions(ConcurrentQueue<string> asked) : RoutingService.RoutingServiceBase
    {
        public override Task<Decision> SuggestDispatch(SuggestDispatchRequest request, ServerCallContext context)
        {
            asked.Enqueue(request.ToString());
            return Task.FromResult(new Decision
            {
                Outcome = Outcome.Dispatched,
                Reason = "属地负责",
                Targets = { new Target { UnitId = request.Place.TownId, UnitName = "密云镇", Role = AssignmentRole.Lead } },
            });
        }
    }
}
