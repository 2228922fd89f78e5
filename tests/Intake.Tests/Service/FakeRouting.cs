using System.Collections.Concurrent;
using Grpc.Core;
using Hotline.Routing.V1;
using Hotline.Testing;
using Hotline.Type.V1;
using Microsoft.AspNetCore.Builder;

namespace Hotline.Intake.Tests.Service;

/// <summary>Routing as Intake meets it: answers by name, is silent when told to, offers a directory of its own.</summary>
public sealed class FakeRouting : IAsyncDisposable
{
    private readonly FakePeer _peer;

    private FakeRouting(FakePeer peer, ConcurrentQueue<string> asked) => (_peer, Asked) = (peer, asked);

    public string Address => _peer.Address;

    /// <summary>Every question, as it came over the wire.</summary>
    public ConcurrentQueue<string> Asked { get; }

    public static async Task<FakeRouting> StartAsync()
    {
        var asked = new ConcurrentQueue<string>();
        var peer = await FakePeer.StartAsync(asked, app =>
        {
            app.MapGrpcService<Directory>();
            app.MapGrpcService<Suggestions>();
        });
        return new FakeRouting(peer, asked);
    }

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

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
